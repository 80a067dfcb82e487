import { uuidOf } from '@cubby/kit/ids'
import { endSession } from '@cubby/protocol/operations/sessions/end-session'
import { route } from '../http/route.ts'
import { found } from '../http/told.ts'
import { accountLocked } from '../staff/end-sign-ins.ts'
import { endSessionsOf } from './session-rows.ts'

export const endSessionRoute = route(endSession, async ({ params, caller, trx, changes }) => {
  const staff = uuidOf(params.staff)
  await accountLocked(trx, caller, staff)
  const [ended] = await endSessionsOf(trx, staff, { which: uuidOf(params.session), current: null })
  changes.push({ thing: params.session, before: found(ended, 'session'), after: null })
  return null
})
