import { randomBytes } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import type { Clock, Instant, Millis } from '@cubby/kit/clock'
import { type IdSource, idSource } from '@cubby/kit/ids'

/** The one place that reads the machine's clock. */
export const realClock: Clock = {
  now: () => Date.now() as Instant,
  monotonic: () => performance.now() as Millis,
  sleep: (duration, signal) =>
    wait(
      Math.min(duration, 2_147_483_647),
      undefined,
      signal ? { signal: signal as AbortSignal } : {},
    ).catch(() => undefined),
}

/** The one place that draws ids by chance. */
export const realIds: IdSource = idSource(
  () => realClock.now(),
  (count) => randomBytes(count),
)
