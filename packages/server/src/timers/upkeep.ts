import { instant } from '@cubby/kit/clock'
import { limits } from '@cubby/kit/limits'
import type { ServerContext } from '../context.ts'
import { compactFeed } from '../feed/feed-upkeep.ts'
import { forgetOldAnswers } from '../http/idempotency.ts'

/** Forgets what nobody can ask for any more: once a day, in any one process. */
export async function sweepOldRows(ctx: Pick<ServerContext, 'db' | 'clock'>): Promise<void> {
  const now = ctx.clock.now()
  await forgetOldAnswers(ctx.db, now)
  await compactFeed(ctx.db, instant(now - limits.tombstonesKept))
}
