import { randomBytes } from 'node:crypto'
import type { Clock, Instant, Millis } from '@cubby/kit/clock'
import { type IdSource, idSource } from '@cubby/kit/ids'

/** The one place that reads the machine's clock. */
export const realClock: Clock = {
  now: () => Date.now() as Instant,
  monotonic: () => performance.now() as Millis,
  sleep: (duration, signal) =>
    new Promise((resolve) => {
      if (signal?.aborted) return resolve()
      const done = () => {
        clearTimeout(timer)
        signal?.removeEventListener('abort', done)
        resolve()
      }
      const timer = setTimeout(done, Math.min(duration, 2_147_483_647))
      signal?.addEventListener('abort', done, { once: true })
    }),
}

/** The one place that draws ids by chance. */
export const realIds: IdSource = idSource(
  () => realClock.now(),
  (count) => randomBytes(count),
)
