import { officeStream } from '../changes/topics.ts'
import type { ServerContext } from '../context.ts'
import { raiseForAll } from './raise-for-all.ts'

type Needs = Pick<ServerContext, 'clock' | 'db' | 'ids' | 'pokes'>

/**
 * Called when a session of this person (a UUID) is about to begin. False: it must not. Of the account for emergencies only one
 * may, within its hour, and everybody learns of it; all others go on.
 */
export async function mayBegin(
  ctx: Needs,
  staff: string,
  from: { address: string | null },
): Promise<boolean> {
  const row = await ctx.db
    .selectFrom('staff')
    .select(['is_emergency', 'emergency_until'])
    .where('id', '=', staff)
    .executeTakeFirst()
  if (!row?.is_emergency) return true
  const now = ctx.clock.now()
  if (row.emergency_until === null || now >= row.emergency_until) return false
  const used = await ctx.db
    .updateTable('staff_account')
    .set({ password_hash: null })
    .where('staff_id', '=', staff)
    .where('password_hash', 'is not', null)
    .returning('id')
    .executeTakeFirst()
  if (!used) return false
  await raiseForAll(ctx.db, ctx, { kind: 'emergency.used', detail: from, now })
  ctx.pokes.tell([officeStream('alarms')])
  return true
}
