import type { Instant } from '@cubby/kit/clock'
import type { WeeklyHours } from '../shapes.ts'

const MINUTES_PER_DAY = 1_440
const MINUTES_PER_WEEK = 7 * MINUTES_PER_DAY
const MINUTE = 60_000

const weekdays = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']

/** Minutes since Monday, midnight, by the clock of a place. An unknown place counts by UTC. */
function minuteOfWeek(now: Instant, timeZone: string | null): number {
  const parts = new Map(
    clockOf(timeZone)
      .formatToParts(now)
      .map(({ type, value }) => [type, value]),
  )
  const day = Math.max(0, weekdays.indexOf(parts.get('weekday') ?? ''))
  return day * MINUTES_PER_DAY + Number(parts.get('hour')) * 60 + Number(parts.get('minute'))
}

function clockOf(timeZone: string | null): Intl.DateTimeFormat {
  const form = { weekday: 'short', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const
  try {
    return new Intl.DateTimeFormat('en-GB', { ...form, timeZone: timeZone ?? 'UTC' })
  } catch {
    return new Intl.DateTimeFormat('en-GB', { ...form, timeZone: 'UTC' })
  }
}

/**
 * Until when somebody may work who begins now: null when it is not his time. What ends before it begins goes past midnight,
 * and hours that touch go on. `for-ever` for somebody who may always work.
 */
export function workEnds(
  hours: WeeklyHours | null,
  timeZone: string | null,
  now: Instant,
): Instant | 'for-ever' | null {
  if (hours === null) return 'for-ever'
  const begin = minuteOfWeek(now, timeZone)
  let left = 0
  // Each step follows at least one more of the hours, so as many steps as there are hours are enough.
  for (let step = 0; step <= hours.length && left < MINUTES_PER_WEEK; step++) {
    const more = longestFrom(hours, (begin + left) % MINUTES_PER_WEEK)
    if (more === 0) break
    left += more
  }
  if (left === 0) return null
  if (left >= MINUTES_PER_WEEK) return 'for-ever'
  return (Math.floor(now / MINUTE) * MINUTE + left * MINUTE) as Instant
}

/** Minutes from here to the end of the hours that hold here. */
function longestFrom(hours: WeeklyHours, minute: number): number {
  let longest = 0
  for (const { day, fromMinute, toMinute } of hours) {
    const from = (day - 1) * MINUTES_PER_DAY + fromMinute
    const length =
      toMinute < fromMinute ? toMinute + MINUTES_PER_DAY - fromMinute : toMinute - fromMinute
    const since = (minute - from + MINUTES_PER_WEEK) % MINUTES_PER_WEEK
    if (since < length) longest = Math.max(longest, length - since)
  }
  return longest
}
