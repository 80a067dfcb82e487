import { uuidOf } from '@cubby/kit/ids'
import { newFirstPassword } from '@cubby/keys/secrets'
import { resetStaff } from '@cubby/protocol/operations/staff/reset-staff'
import { hashPassword } from 'better-auth/crypto'
import { timestamp } from '../db/tables/column.ts'
import { route } from '../http/route.ts'
import { endSignIns, someoneElse } from './end-sign-ins.ts'
import { staffAt, staffChange } from './staff-rows.ts'

export const resetStaffRoute = route(resetStaff, async (call) => {
  const { params, caller, trx, now, changes } = call
  const id = uuidOf(params.staff)
  await someoneElse(trx, caller, id)
  const before = await staffAt(trx, caller, id)
  await endSignIns(trx, id)
  const password = newFirstPassword()
  await trx
    .updateTable('staff_account')
    .set({ password_hash: await hashPassword(password) })
    .where('staff_id', '=', id)
    .where('provider', '=', 'credential')
    .execute()
  await trx
    .updateTable('staff')
    .set({ must_change_password: true, password_changed_at: timestamp(now) })
    .where('id', '=', id)
    .execute()
  const after = await staffAt(trx, caller, id)
  changes.push(staffChange(before, after))
  return { ...after, password }
})
