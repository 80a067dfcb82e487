import { type Instant, instant } from '@cubby/kit/clock'
import { limits } from '@cubby/kit/limits'
import { sql } from 'kysely'
import type { ServerContext } from '../context.ts'
import { timestamp } from '../db/tables/column.ts'
import { compactFeed } from '../feed/feed-upkeep.ts'

/** Forgets what nobody can ask for any more: once a day, in any one process. */
export async function sweepOldRows(
  ctx: Pick<ServerContext, 'db' | 'clock'>,
): Promise<{ replies: number; tombstones: number }> {
  const now = ctx.clock.now()
  return {
    replies: await forgetReplies(ctx, instant(now - limits.idempotencyKept)),
    tombstones: await compactFeed(ctx.db, instant(now - limits.tombstonesKept)),
  }
}

const AT_ONCE = 5_000

/** In bites, so that no statement holds many rows for long. */
async function forgetReplies(
  { db }: Pick<ServerContext, 'db'>,
  olderThan: Instant,
): Promise<number> {
  for (let forgotten = 0; ;) {
    const { rows } = await sql<{ count: number }>`
      with old as (
        select api_key_id, key from idempotency where created_at < ${timestamp(olderThan)}
        limit ${AT_ONCE} for update skip locked
      ), gone as (
        delete from idempotency using old
        where idempotency.api_key_id = old.api_key_id and idempotency.key = old.key
        returning 1
      )
      select count(*)::int as count from gone`.execute(db)
    const count = rows[0]?.count ?? 0
    forgotten += count
    if (count < AT_ONCE) return forgotten
  }
}
