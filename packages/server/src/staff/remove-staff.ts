import { uuidOf } from '@cubby/kit/ids'
import { removeStaff } from '@cubby/protocol/operations/staff/remove-staff'
import { timestamp } from '../db/tables/column.ts'
import { route } from '../http/route.ts'
import { lockAdministrators, oneMustBeLeft } from './administrators.ts'
import { endSignIns, someoneElse } from './end-sign-ins.ts'
import { staffAt, staffChange } from './staff-rows.ts'

export const removeStaffRoute = route(removeStaff, async (call) => {
  const { params, caller, trx, now, changes } = call
  const id = uuidOf(params.staff)
  const administrators = await lockAdministrators(trx)
  await someoneElse(trx, caller, id)
  const before = await staffAt(trx, caller, id)
  await endSignIns(trx, id)
  for (const table of ['staff_account', 'staff_old_password'] as const)
    await trx.deleteFrom(table).where('staff_id', '=', id).execute()
  await trx
    .updateTable('staff')
    // The address may be used again.
    .set({ removed_at: timestamp(now), role_id: null, email: `${id}@removed.invalid` })
    .where('id', '=', id)
    .execute()
  await oneMustBeLeft(trx, administrators)
  changes.push(staffChange(before, null))
  return null
})
