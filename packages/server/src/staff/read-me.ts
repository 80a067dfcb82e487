import { must } from '@cubby/kit/assert'
import { idOf } from '@cubby/kit/ids'
import { readMe } from '@cubby/protocol/operations/staff/read-me'
import { route } from '../http/route.ts'

export const readMeRoute = route(readMe, async ({ caller, trx }) => {
  const staff = must(caller.staff, 'only staff may call it')
  const { id, name, email, role, reach, hasTotp } = staff
  const { mustChangePassword, mustAddSecondFactor } = staff
  const { passkeys } = await trx
    .selectFrom('staff_passkey')
    .select((eb) => eb.fn.countAll<number>().as('passkeys'))
    .where('staff_id', '=', id)
    .executeTakeFirstOrThrow()
  const account = { email, role, reach, hasTotp, passkeys, mustChangePassword, mustAddSecondFactor }
  return { id: idOf('stf', id), name, scopes: [...caller.scopes], ...account }
})
