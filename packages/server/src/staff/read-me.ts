import { must } from '@cubby/kit/assert'
import { idOf } from '@cubby/kit/ids'
import { readMe } from '@cubby/protocol/operations/staff/read-me'
import { route } from '../http/route.ts'

export const readMeRoute = route(readMe, async ({ caller, trx }) => {
  const { id, name, email, role, mustChangePassword, hasTotp } = must(
    caller.staff,
    'only staff may call it',
  )
  const { passkeys } = await trx
    .selectFrom('staff_passkey')
    .select((eb) => eb.fn.countAll<number>().as('passkeys'))
    .where('staff_id', '=', id)
    .executeTakeFirstOrThrow()
  const account = { email, role, mustChangePassword, hasTotp, passkeys }
  return { id: idOf('stf', id), name, scopes: [...caller.scopes], ...account }
})
