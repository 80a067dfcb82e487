import { AppError } from '@cubby/kit/app-error'
import { uuidOf } from '@cubby/kit/ids'
import { newFirstPassword } from '@cubby/keys/secrets'
import { createStaff } from '@cubby/protocol/operations/staff/create-staff'
import { route } from '../http/route.ts'
import { insertStaff } from './new-staff.ts'
import { presentStaff, toldStaff } from './staff-rows.ts'

export const createStaffRoute = route(createStaff, async ({ body, trx, now, changes }, ctx) => {
  const id = uuidOf(ctx.ids.mint('stf'))
  const password = newFirstPassword()
  const account = { ...body, id, password, mustChangePassword: true }
  if (!(await insertStaff(trx, ctx.ids, now, account)))
    throw new AppError('conflict/duplicate', 'there is an account with this e-mail address')
  const row = await presentStaff(trx).where('staff.id', '=', id).executeTakeFirstOrThrow()
  const after = toldStaff(row)
  changes.push({ thing: after.id, before: null, after })
  return { ...after, password }
})
