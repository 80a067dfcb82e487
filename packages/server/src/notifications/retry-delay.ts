import { hours, type Millis, millis, seconds } from '@cubby/kit/clock'
import { prng } from '@cubby/kit/prng'

const FIRST = seconds(5)
const GROWTH = 4
/** Twelve attempts then span about three days: the longest weekend of somebody else's mail server. */
const LONGEST = hours(12)
const ASKED_FOR_MAX = hours(24)

/**
 * How long to wait after the attempt with this number (from 1). The jitter follows from the message's
 * own id, which is as good as chance, so that many that failed together do not come back together.
 */
export function retryDelay(message: string, attempt: number, askedFor: Millis | null): Millis {
  const whole = Math.min(FIRST * GROWTH ** (attempt - 1), LONGEST)
  const jittered = whole * (0.75 + 0.5 * prng(`${message}/${attempt}`).next())
  const asked = Math.min(askedFor ?? 0, ASKED_FOR_MAX)
  return millis(Math.round(Math.max(jittered, asked)))
}
