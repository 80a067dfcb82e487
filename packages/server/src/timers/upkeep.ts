import { type Instant, instant } from '@cubby/kit/clock'
import { limits } from '@cubby/kit/limits'
import type { Kysely } from 'kysely'
import type { Db } from '../db/tables.ts'
import { compactFeed } from '../feed/feed-upkeep.ts'
import { forgetOldAnswers } from '../http/idempotency.ts'
import { forgetOldSignIns } from '../sign-in/attempts.ts'

/** Forgets what nobody can ask for any more: once a day, in any one process. */
export async function sweepOldRows(db: Kysely<Db>, now: Instant): Promise<void> {
  await forgetOldAnswers(db, now)
  await forgetOldSignIns(db, now)
  await compactFeed(db, instant(now - limits.tombstonesKept))
}
