import { type Instant, later, type Millis } from '@cubby/kit/clock'
import { limits } from '@cubby/kit/limits'

/** Wrong tries at one locker. Folded from the journal, so that cutting the power forgives nothing. */
export type Ladder = {
  wrongInRow: number
  wrongToday: number
  /** Days since 1970, UTC. */
  day: number
  lockedUntil: Instant | null
}

export const freshLadder: Ladder = { wrongInRow: 0, wrongToday: 0, day: 0, lockedUntil: null }

export const dayOf = (at: number) => Math.floor(at / 86_400_000)

/** The ladder after one more wrong code or PIN. */
export function afterWrongTry(ladder: Ladder, at: Instant): Ladder {
  // A clock set back must not open a fresh day's budget.
  const day = Math.max(ladder.day, dayOf(at))
  const wrongToday = (day === ladder.day ? ladder.wrongToday : 0) + 1
  const wrongInRow = ladder.wrongInRow + 1
  const pause = pauseAfter(wrongInRow)
  return { wrongInRow, wrongToday, day, lockedUntil: pause === null ? null : later(at, pause) }
}

/** A right code ends the row, not the day: somebody with one parcel must not buy endless guesses. */
export const afterRightTry = (ladder: Ladder): Ladder => ({
  ...ladder,
  wrongInRow: 0,
  lockedUntil: null,
})

/** A pause follows every fifth wrong try, so that the tries left that people are told are true. */
function pauseAfter(wrongInRow: number): Millis | null {
  if (wrongInRow % limits.wrongTriesFirst !== 0) return null
  return wrongInRow >= limits.wrongTriesSecond
    ? limits.wrongTriesSecondPause
    : limits.wrongTriesFirstPause
}

/** Once the clock is known to be right, a day that a lying clock counted under must not last for years. */
export const afterClockSet = (ladder: Ladder, at: Instant): Ladder =>
  ladder.day > dayOf(at) ? { ...ladder, day: dayOf(at) } : ladder

export type LadderVerdict =
  | { open: true; triesLeft: number }
  | { open: false; until: Instant | null; why: 'pause' | 'codes-off' }

/** May somebody type a code now? `codes-off`: not today any more; QR codes still work. A machine may be stricter than the network. */
export function mayTry(
  ladder: Ladder,
  now: Instant,
  wrongTriesPerDay: number = limits.wrongTriesPerDay,
): LadderVerdict {
  if (dayOf(now) <= ladder.day && ladder.wrongToday >= wrongTriesPerDay)
    return { open: false, until: null, why: 'codes-off' }
  // A pause is never longer than its rule, whatever the clock did since.
  if (
    ladder.lockedUntil !== null &&
    now < ladder.lockedUntil &&
    ladder.lockedUntil - now <= limits.wrongTriesSecondPause
  )
    return { open: false, until: ladder.lockedUntil, why: 'pause' }
  return {
    open: true,
    triesLeft: limits.wrongTriesFirst - (ladder.wrongInRow % limits.wrongTriesFirst),
  }
}
