import { AppError } from '@cubby/kit/app-error'
import { uuidOf } from '@cubby/kit/ids'
import { newFirstPassword } from '@cubby/keys/secrets'
import { createStaff } from '@cubby/protocol/operations/staff/create-staff'
import { route } from '../http/route.ts'
import { roleToGive } from '../roles/may-give.ts'
import { insertStaff } from './new-staff.ts'
import { reachToGive } from './reach-rows.ts'
import { presentStaff, staffChange, toldStaff } from './staff-rows.ts'

export const createStaffRoute = route(createStaff, async (call, ctx) => {
  const { body, caller, trx, now, changes } = call
  const id = uuidOf(ctx.ids.mint('stf'))
  const password = newFirstPassword()
  const role = await roleToGive(trx, caller, body.role)
  await reachToGive(trx, caller.organization, body.reach)
  const account = { ...body, role: uuidOf(role.id), id, password, mustChangePassword: true }
  if (!(await insertStaff(trx, ctx.ids, now, account)))
    throw new AppError('conflict/duplicate', 'there is an account with this e-mail address', {
      fields: [{ pointer: '/email', code: 'duplicate', detail: 'has an account already' }],
    })
  const row = await presentStaff(trx).where('staff.id', '=', id).executeTakeFirstOrThrow()
  const told = toldStaff(row)
  changes.push(staffChange(null, told))
  return { ...told, password }
})
