import { uuidOf } from '@cubby/kit/ids'
import { listStaff } from '@cubby/protocol/operations/staff/list-staff'
import { pageOfRows, rowsFor } from '../http/pages.ts'
import { route } from '../http/route.ts'
import { presentStaff, toldStaff } from './staff-rows.ts'

export const listStaffRoute = route(listStaff, async ({ query, trx }) => {
  const { after, limit } = query
  const rows = await presentStaff(trx)
    .$if(after !== undefined, (q) => q.where('staff.id', '<', uuidOf(after ?? '')))
    .orderBy('staff.id', 'desc')
    .limit(rowsFor(limit))
    .execute()
  return pageOfRows(rows, limit, toldStaff)
})
