import { uuidOf } from '@cubby/kit/ids'
import { updateStaff } from '@cubby/protocol/operations/staff/update-staff'
import { AppError } from '@cubby/kit/app-error'
import { route } from '../http/route.ts'
import { roleToGive } from '../roles/may-give.ts'
import { lockAdministrators, oneMustBeLeft } from './administrators.ts'
import { accountLocked } from './end-sign-ins.ts'
import { reachColumns, reachToGive } from './reach-rows.ts'
import { staffAt, staffChange } from './staff-rows.ts'

export const updateStaffRoute = route(updateStaff, async (call) => {
  const { params, body, caller, trx, changes } = call
  const id = uuidOf(params.staff)
  const administrators = await lockAdministrators(trx)
  await accountLocked(trx, caller, id)
  const isOwn = caller.staff?.id === id
  if (isOwn && (body.role !== undefined || body.reach !== undefined))
    throw new AppError('conflict/state', 'this is your own account; ask another administrator')
  const before = await staffAt(trx, caller, id)
  const wanted = body.role ?? before.role.id
  const role = wanted === before.role.id ? before.role : await roleToGive(trx, caller, wanted)
  const reach = body.reach ?? before.reach
  if (body.reach) await reachToGive(trx, caller.organization, reach)
  const name = body.name ?? before.name
  await trx
    .updateTable('staff')
    .set({ name, role_id: uuidOf(role.id), ...reachColumns(reach) })
    .where('id', '=', id)
    .execute()
  await oneMustBeLeft(trx, administrators)
  const after = await staffAt(trx, caller, id)
  changes.push(staffChange(before, after))
  return after
})
