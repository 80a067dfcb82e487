import { uuidOf } from '@cubby/kit/ids'
import { listLockers } from '@cubby/protocol/operations/lockers/list-lockers'
import { pageOfRows, rowsFor } from '../http/pages.ts'
import { route } from '../http/route.ts'
import { placedLockers, toldLockerSummary } from './locker-rows.ts'

export const listLockersRoute = route(listLockers, async ({ query, trx, now }) => {
  const { after, limit, location } = query
  const rows = await placedLockers(trx)
    .$if(location !== undefined, (q) => q.where('location_id', '=', uuidOf(location ?? '')))
    .$if(after !== undefined, (q) => q.where('locker.id', '<', uuidOf(after ?? '')))
    .orderBy('locker.id', 'desc')
    .limit(rowsFor(limit))
    .execute()
  return pageOfRows(rows, limit, (row) => toldLockerSummary(row, now))
})
