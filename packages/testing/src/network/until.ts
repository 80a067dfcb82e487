import { realClock } from '@cubby/keys/real-clock'
import { type Millis, millis } from '@cubby/kit/clock'

/** Short against anything a person would notice, long against what asking costs on two cores. */
const LOOK_EVERY = millis(20)

/**
 * Asks again and again until there is an answer other than null or false, and gives it back. Other processes
 * cannot be awaited, only looked at. Throws with `what` when it does not come true in time.
 */
export async function until<T>(
  what: string,
  look: () => Promise<T | null | false> | T | null | false,
  within: Millis,
): Promise<T> {
  const deadline = realClock.monotonic() + within
  for (;;) {
    const found = await look()
    if (found !== null && found !== false) return found
    if (realClock.monotonic() > deadline)
      throw new Error(`after ${within / 1_000} s still not: ${what}`)
    await realClock.sleep(LOOK_EVERY)
  }
}
