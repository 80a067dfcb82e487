import { type Millis, millis } from '@cubby/kit/clock'
import { limits } from '@cubby/kit/limits'
import type { Prng } from '@cubby/kit/prng'

/** Never quite at once, or a refusing server is asked in a circle. */
const LEAST = 100

/**
 * How long to wait after this many failures in a row (1 is the first): anywhere between almost nothing and a bound
 * that doubles, so that a thousand lockers do not come back at the same moment.
 */
export function backOff(failures: number, random: Prng): Millis {
  const bound = Math.min(limits.backOffMax, limits.backOffFirst * 2 ** Math.min(failures - 1, 20))
  return millis(Math.round(Math.max(LEAST, random.next() * bound)))
}

/** The pause between two looks when nobody pokes, give or take half of it. */
export const pollPause = (random: Prng, every: Millis = limits.pollEvery): Millis =>
  millis(Math.round(every * (0.5 + random.next())))

/** The pause that the server asked for, and up to a second more: those who were told the same must not come together. */
export const toldPause = (told: number, random: Prng): Millis =>
  millis(
    Math.max(LEAST, Math.round(told + random.next() * Math.min(told / 4, limits.backOffFirst))),
  )
