import { uuidOf } from '@cubby/kit/ids'
import { listLockers } from '@cubby/protocol/operations/lockers/list-lockers'
import { pageOfRows, rowsFor } from '../http/pages.ts'
import { route } from '../http/route.ts'
import { lockerColumns, toldLockerSummary } from './locker-rows.ts'

export const listLockersRoute = route(listLockers, async ({ query, trx, now }) => {
  const { after, limit, location } = query
  const rows = await trx
    .selectFrom('locker')
    .select(lockerColumns)
    .$if(location !== undefined, (q) => q.where('location_id', '=', uuidOf(location ?? '')))
    .$if(after !== undefined, (q) => q.where('id', '<', uuidOf(after ?? '')))
    .orderBy('id', 'desc')
    .limit(rowsFor(limit))
    .execute()
  return pageOfRows(rows, limit, (row) => toldLockerSummary(row, now))
})
