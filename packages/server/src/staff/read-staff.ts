import { uuidOf } from '@cubby/kit/ids'
import { readStaff } from '@cubby/protocol/operations/staff/read-staff'
import { route } from '../http/route.ts'
import { staffAt } from './staff-rows.ts'

export const readStaffRoute = route(readStaff, ({ params, caller, trx }) =>
  staffAt(trx, caller, uuidOf(params.staff)),
)
