import { must } from '@cubby/kit/assert'
import { endOtherSessions } from '@cubby/protocol/operations/sessions/end-other-sessions'
import { route } from '../http/route.ts'
import { endSessionsOf } from './session-rows.ts'

export const endOtherSessionsRoute = route(endOtherSessions, async ({ caller, trx, changes }) => {
  const { id: staff, session } = must(caller.staff, 'only staff may call it')
  for (const ended of await endSessionsOf(trx, staff, { which: null, current: session.id }))
    changes.push({ thing: ended.id, before: ended, after: null })
  return null
})
