import { must } from '@cubby/kit/assert'
import { listOwnSessions } from '@cubby/protocol/operations/sessions/list-own-sessions'
import { route } from '../http/route.ts'
import { sessionsOf } from './session-rows.ts'

export const listOwnSessionsRoute = route(listOwnSessions, ({ query, caller, trx, now }) => {
  const { id: staff, session } = must(caller.staff, 'only staff may call it')
  return sessionsOf(trx, { staff, current: session.id, now }, query)
})
