import { uuidOf } from '@cubby/kit/ids'
import { listSessions } from '@cubby/protocol/operations/sessions/list-sessions'
import { route } from '../http/route.ts'
import { staffAt } from '../staff/staff-rows.ts'
import { sessionsOf } from './session-rows.ts'

export const listSessionsRoute = route(
  listSessions,
  async ({ params, query, caller, trx, now }) => {
    const staff = uuidOf(params.staff)
    await staffAt(trx, caller, staff)
    return sessionsOf(trx, { staff, current: caller.staff?.session.id ?? null, now }, query)
  },
)
