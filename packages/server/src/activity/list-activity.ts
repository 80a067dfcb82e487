import { uuidOf } from '@cubby/kit/ids'
import { listActivity } from '@cubby/protocol/operations/activity/list-activity'
import { sql, type Transaction } from 'kysely'
import type { Db } from '../db/tables.ts'
import { organizationSeen } from '../http/caller.ts'
import { pageOfRows, rowsFor } from '../http/pages.ts'
import { route } from '../http/route.ts'
import { namesOf } from '../lists/doers.ts'
import { type ActivityRow, doerOf, toldActivity } from './activity-rows.ts'
import { type ActivityFilters, filteredActivity } from './activity-search.ts'

export const listActivityRoute = route(listActivity, async ({ query, caller, trx }) => {
  const { after, limit, organization: named, ...filters } = query
  const organization = organizationSeen(caller, named)
  const place = { organization, after: after === undefined ? null : uuidOf(after) }
  const rows = await rowsOf(trx, filters, place, rowsFor(limit))
  const nameOf = await namesOf(trx, rows.map(doerOf))
  return pageOfRows(rows, limit, (row) => toldActivity(row, nameOf, caller.organization))
})

type Place = { organization: string | null; after: string | null }

async function rowsOf(
  trx: Transaction<Db>,
  filters: ActivityFilters,
  place: Place,
  atMost: number,
): Promise<ActivityRow[]> {
  const all = (among?: 'latest' | 'all') =>
    filteredActivity(trx, filters, among ? { ...place, among } : place)
      .limit(atMost)
      .execute()
  if (filters.q === undefined) return all()
  const latest = await all('latest')
  if (latest.length === atMost) return latest
  // The words are rare, which the planner cannot know: it may think of many and read everything for them.
  await sql`set local enable_seqscan = off`.execute(trx)
  return all('all')
}
