import { uuidOf } from '@cubby/kit/ids'
import { endSessions } from '@cubby/protocol/operations/sessions/end-sessions'
import { route } from '../http/route.ts'
import { accountLocked } from '../staff/end-sign-ins.ts'
import { endSessionsOf } from './session-rows.ts'

export const endSessionsRoute = route(endSessions, async ({ params, caller, trx, changes }) => {
  const staff = uuidOf(params.staff)
  await accountLocked(trx, caller, staff)
  for (const ended of await endSessionsOf(trx, staff, { which: null, current: null }))
    changes.push({ thing: ended.id, before: ended, after: null })
  return null
})
