import type { Instant } from '@cubby/kit/clock'
import type { WeeklyHours } from '../shapes.ts'

const MINUTE = 60_000
const DAY_MINUTES = 1_440
const WEEK_MINUTES = 7 * DAY_MINUTES

/** Making one is slow, and a machine stands in one place: the few that a process needs are kept. */
const clocks = new Map<string, Intl.DateTimeFormat | null>()
const CLOCKS_MAX = 600

function clockOf(timeZone: string): Intl.DateTimeFormat | null {
  const known = clocks.get(timeZone)
  if (known !== undefined) return known
  if (clocks.size >= CLOCKS_MAX) clocks.clear()
  const made = makeClock(timeZone)
  clocks.set(timeZone, made)
  return made
}

function makeClock(timeZone: string): Intl.DateTimeFormat | null {
  try {
    return new Intl.DateTimeFormat('en-GB', {
      timeZone,
      weekday: 'short',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    })
  } catch {
    // A zone that this program has never heard of.
    return null
  }
}

const weekdays = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']

/** Minutes since Monday midnight by the clock of a place; by UTC for a zone that nobody knows. */
export function minuteOfWeek(now: Instant, timeZone: string): number {
  const clock = clockOf(timeZone) ?? clockOf('UTC')
  const parts = new Map(clock?.formatToParts(now).map(({ type, value }) => [type, value]))
  const day = weekdays.indexOf(parts.get('weekday') ?? 'Mon')
  return day * DAY_MINUTES + Number(parts.get('hour')) * 60 + Number(parts.get('minute'))
}

/** Where each stretch of hours begins and ends, in minutes since Monday midnight; the end may lie in the next week. */
const stretches = (hours: WeeklyHours) =>
  hours.map(({ day, fromMinute, toMinute }) => {
    const from = (day - 1) * DAY_MINUTES + fromMinute
    const isPastMidnight = toMinute <= fromMinute
    return { from, to: (day - 1) * DAY_MINUTES + toMinute + (isPastMidnight ? DAY_MINUTES : 0) }
  })

/** Whether the clock of a place stands within weekly hours. */
export function isWithinHours(hours: WeeklyHours, now: Instant, timeZone: string): boolean {
  if (hours.length === 0) return false
  const minute = minuteOfWeek(now, timeZone)
  return stretches(hours).some(
    ({ from, to }) =>
      (from <= minute && minute < to) ||
      (from <= minute + WEEK_MINUTES && minute + WEEK_MINUTES < to),
  )
}

/**
 * When weekly hours next begin or end, give or take a change of the clocks: whoever wakes then looks again. Null without hours.
 */
export function nextTurnOfHours(
  hours: WeeklyHours,
  now: Instant,
  timeZone: string,
): Instant | null {
  if (hours.length === 0) return null
  const minute = minuteOfWeek(now, timeZone)
  const waits = stretches(hours).flatMap(({ from, to }) =>
    [from, to].map((turn) => ((turn - minute + 2 * WEEK_MINUTES - 1) % WEEK_MINUTES) + 1),
  )
  const wait = Math.min(...waits)
  const turn = (Math.floor(now / MINUTE) + wait) * MINUTE
  // Between now and then the clocks may have been put forward or back by up to a few hours: look again when they were.
  const drift = (minuteOfWeek(turn as Instant, timeZone) - minute - wait) % WEEK_MINUTES
  return (
    drift === 0 ? turn : turn - Math.min(wait - 1, Math.max(0, wrapped(drift))) * MINUTE
  ) as Instant
}

/** The same difference between half a week back and half a week on. */
const wrapped = (minutes: number) =>
  ((minutes + WEEK_MINUTES / 2 + WEEK_MINUTES) % WEEK_MINUTES) - WEEK_MINUTES / 2
