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
export const realIds: IdSource = idSource(() => realClock.now(), drawn)

/** Each look for chance costs more than what is done with it, so it is drawn in stock; no byte is given twice. */
const STOCK_BYTES = 4_096
let stock = Buffer.alloc(0)
let used = 0

function drawn(count: number): Uint8Array {
  if (used + count > stock.length) {
    stock = randomBytes(Math.max(count, STOCK_BYTES))
    used = 0
  }
  return stock.subarray(used, (used += count))
}
