import { type Instant, instant } from '@cubby/kit/clock'
import { limits } from '@cubby/kit/limits'
import type { ServerContext } from '../context.ts'
import { timestamp } from '../db/tables/column.ts'
import { compactFeed } from '../feed/feed-upkeep.ts'
import { forgetOldAnswers } from '../http/idempotency.ts'
import { forgetOldSignIns } from '../sign-in/attempts.ts'
import { tellMissingPlaces } from '../places/lockers/tell-places.ts'
import { eraseDue } from '../persons/erase-due.ts'

type Needs = Pick<ServerContext, 'db' | 'ids' | 'keys'>

/** Forgets what nobody can ask for any more, and tells what was never told: once a day, in any one process. */
export async function sweepOldRows(ctx: Needs, now: Instant): Promise<void> {
  const { db } = ctx
  await forgetOldAnswers(db, now)
  await forgetOldSignIns(db, now)
  await tellMissingPlaces(db, now)
  await db
    .deleteFrom('webhook_attempt')
    .where('at', '<', timestamp(instant(now - limits.webhookAttemptsKept)))
    .execute()
  await compactFeed(db, instant(now - limits.tombstonesKept))
  await eraseDue(ctx, now)
}
