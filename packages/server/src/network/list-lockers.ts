import { listLockers } from '@cubby/protocol/operations/lockers/list-lockers'
import { pageOfRows, rowsFor } from '../http/pages.ts'
import { route } from '../http/route.ts'
import { toldLockerSummary } from './locker-rows.ts'
import { filteredLockers, lockerAfter, lockerOrder } from './locker-search.ts'

export const listLockersRoute = route(listLockers, async ({ query, caller, trx, now }) => {
  const { after, limit, sort, ...filters } = query
  const rows = await filteredLockers(trx, filters, caller, now)
    .$if(after !== undefined, (q) => q.where(lockerAfter(sort, after ?? '')))
    .orderBy(lockerOrder(sort))
    .limit(rowsFor(limit))
    .execute()
  return pageOfRows(rows, limit, (row) => toldLockerSummary(row, now))
})
