import { type Instant, minutes, seconds } from '@cubby/kit/clock'
import type { LockerId } from '@cubby/kit/ids'
import type { AppContext } from '../context.ts'
import type { Readings } from './ports.ts'

const WRITTEN_EVERY = minutes(1)
const GATHERED_FOR = seconds(1)

/** Notes when lockers were last heard of: at most once a minute each, many together. */
export function lastSeen(
  ctx: Pick<AppContext, 'clock' | 'log'>,
  readings: Pick<Readings, 'noteSeen'>,
) {
  const written = new Map<LockerId, Instant>()
  let pending = new Map<LockerId, Instant>()
  const ended = new AbortController()

  const flush = async () => {
    const seen = [...pending].map(([locker, at]) => ({ locker, at }))
    pending = new Map()
    if (seen.length > 0) await readings.noteSeen(seen)
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
