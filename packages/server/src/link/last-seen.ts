import { type Instant, isoTime, minutes, seconds } from '@cubby/kit/clock'
import { type LockerId, uuidOf } from '@cubby/kit/ids'
import { sql } from 'kysely'
import type { ServerContext } from '../context.ts'

const WRITTEN_EVERY = minutes(1)
const GATHERED_FOR = seconds(1)

/** Writes down when lockers were last heard of: at most once a minute each, many in one statement. */
export function lastSeen(ctx: Pick<ServerContext, 'db' | 'clock' | 'log'>) {
  const written = new Map<LockerId, Instant>()
  let pending = new Map<LockerId, Instant>()
  const ended = new AbortController()

  const flush = async () => {
    const rows = [...pending].map(([locker, at]) => ({ id: uuidOf(locker), at: isoTime(at) }))
    pending = new Map()
    if (rows.length === 0) return
    await sql`
      update locker set last_seen_at = greatest(last_seen_at, seen.at)
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as seen (id uuid, at timestamptz)
      where locker.id = seen.id`.execute(ctx.db)
  }
  const flushLater = async () => {
    await ctx.clock.sleep(GATHERED_FOR, ended.signal)
    if (!ended.signal.aborted) await flush()
  }

  return {
    note(locker: LockerId) {
      const now = ctx.clock.now()
      const before = written.get(locker)
      if (before !== undefined && Math.abs(now - before) < WRITTEN_EVERY) return
      written.set(locker, now)
      pending.set(locker, now)
      if (pending.size > 1) return
      flushLater().catch((error: unknown) =>
        ctx.log.warn({ err: error }, 'link: last-seen was not written'),
      )
    },
    async stop() {
      ended.abort()
      await flush()
    },
  }
}
