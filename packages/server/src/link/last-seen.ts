import { type Instant, minutes, seconds } from '@cubby/kit/clock'
import type { LockerId } from '@cubby/kit/ids'
import { machineNews } from '../changes/topics.ts'
import type { AppContext } from '../context.ts'
import type { Readings } from './ports.ts'

const WRITTEN_EVERY = minutes(1)
const GATHERED_FOR = seconds(1)

/** Not heard of for so long, and screens may show it as silent. */
const BACK_AFTER = minutes(3)
const TOPICS_MAX = 200

/** Notes when lockers were last heard of: at most once a minute each, many together. */
export function lastSeen(
  ctx: Pick<AppContext, 'clock' | 'log' | 'pokes'>,
  readings: Pick<Readings, 'noteSeen'>,
) {
  const written = new Map<LockerId, Instant>()
  let pending = new Map<LockerId, Instant>()
  const back = new Set<LockerId>()
  const ended = new AbortController()

  const flush = async () => {
    const seen = [...pending].map(([locker, at]) => ({ locker, at }))
    pending = new Map()
    if (seen.length > 0) await readings.noteSeen(seen)
    if (back.size === 0) return
    // When a whole network comes back, who looks at one locker sees it with the next look.
    const named = back.size > TOPICS_MAX ? [] : [...back]
    back.clear()
    ctx.pokes.tell(machineNews(named))
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
      if (before === undefined || now - before >= BACK_AFTER) back.add(locker)
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
