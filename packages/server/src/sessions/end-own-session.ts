import { must } from '@cubby/kit/assert'
import { AppError } from '@cubby/kit/app-error'
import { uuidOf } from '@cubby/kit/ids'
import { endOwnSession } from '@cubby/protocol/operations/sessions/end-own-session'
import { route } from '../http/route.ts'
import { found } from '../http/told.ts'
import { endSessionsOf } from './session-rows.ts'

export const endOwnSessionRoute = route(endOwnSession, async ({ params, caller, trx, changes }) => {
  const { id: staff, session } = must(caller.staff, 'only staff may call it')
  const which = uuidOf(params.session)
  if (which === session.id)
    throw new AppError('conflict/state', 'this is the session that asks; sign out instead')
  const [ended] = await endSessionsOf(trx, staff, { which, current: null })
  changes.push({ thing: params.session, before: found(ended, 'session'), after: null })
  return null
})
