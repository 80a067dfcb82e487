import { uuidOf } from '@cubby/kit/ids'
import { resumeStaff } from '@cubby/protocol/operations/staff/resume-staff'
import { suspendStaff } from '@cubby/protocol/operations/staff/suspend-staff'
import type { Instant } from '@cubby/kit/clock'
import { timestamp } from '../db/tables/column.ts'
import { type CallWork, route } from '../http/route.ts'
import type { Caller } from '../http/caller.ts'
import { endSessionsOf } from '../sessions/session-rows.ts'
import { lockAdministrators, oneMustBeLeft } from './administrators.ts'
import { someoneElse } from './end-sign-ins.ts'
import { staffAt, staffChange } from './staff-rows.ts'

export const suspendStaffRoute = route(suspendStaff, async (call) => {
  const { params, trx, now } = call
  const administrators = await lockAdministrators(trx)
  const after = await keepSuspended(call, uuidOf(params.staff), now)
  await oneMustBeLeft(trx, administrators)
  return after
})

export const resumeStaffRoute = route(resumeStaff, (call) =>
  keepSuspended(call, uuidOf(call.params.staff), null),
)

type Asked = Pick<CallWork, 'trx' | 'changes'> & { caller: Caller }

/** Suspends an account since then, or resumes it (null); what is so already stays as it is. */
async function keepSuspended({ trx, caller, changes }: Asked, id: string, since: Instant | null) {
  await someoneElse(trx, caller, id)
  const before = await staffAt(trx, caller, id)
  if ((before.suspendedAt === null) === (since === null)) return before
  await trx
    .updateTable('staff')
    .set({ suspended_at: since === null ? null : timestamp(since) })
    .where('id', '=', id)
    .execute()
  if (since !== null) await endSessionsOf(trx, id, { which: null, current: null })
  const after = await staffAt(trx, caller, id)
  changes.push(staffChange(before, after))
  return after
}
