import { uuidOf } from '@cubby/kit/ids'
import { listActivity } from '@cubby/protocol/operations/activity/list-activity'
import { organizationSeen } from '../http/caller.ts'
import { pageOfRows, rowsFor } from '../http/pages.ts'
import { route } from '../http/route.ts'
import { namesOf } from '../lists/doers.ts'
import { doerOf, toldActivity } from './activity-rows.ts'
import { filteredActivity } from './activity-search.ts'

export const listActivityRoute = route(listActivity, async ({ query, caller, trx }) => {
  const { after, limit, organization: named, ...filters } = query
  const organization = organizationSeen(caller, named)
  const place = { organization, after: after === undefined ? null : uuidOf(after) }
  const rows = await filteredActivity(trx, filters, place).limit(rowsFor(limit)).execute()
  const nameOf = await namesOf(trx, rows.map(doerOf))
  return pageOfRows(rows, limit, (row) => toldActivity(row, nameOf, caller.organization))
})
