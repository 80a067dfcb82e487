import { hours, type Instant, later, minutes } from '@cubby/kit/clock'

/** What a clock and a calendar at a place show. */
export type LocalTime = {
  /** `2026-10-25` */
  date: string
  /** As ISO 8601 counts: 1 is Monday. */
  weekday: number
  /** Since midnight as the clock shows it: on the day on which clocks are set back some come twice. */
  minute: number
}

export type LocalClock = (at: Instant) => LocalTime

/** The clock of an IANA time zone. Throws a `RangeError` for a zone that does not exist. */
export function localClock(timeZone: string): LocalClock {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
  })
  const offsetAt = (at: number) => {
    const parts: Record<string, string> = {}
    for (const { type, value } of format.formatToParts(at)) parts[type] = value
    const { year = '', month = '', day = '', hour = '', minute = '' } = parts
    return Date.parse(`${year}-${month}-${day}T${hour}:${minute}Z`) - wholeMinutes(at)
  }
  // Asking is slow and a stay has thousands of hours: where both ends of half a day agree, so does all between.
  let block = { begins: NaN, offset: 0, isSteady: false }
  return (at) => {
    const begins = at - (at % HALF_DAY)
    if (block.begins !== begins) {
      const offset = offsetAt(begins)
      block = { begins, offset, isSteady: offset === offsetAt(begins + HALF_DAY) }
    }
    const local = new Date(wholeMinutes(at) + (block.isSteady ? block.offset : offsetAt(at)))
    return {
      date: local.toISOString().slice(0, 10),
      weekday: local.getUTCDay() || 7,
      minute: local.getUTCHours() * 60 + local.getUTCMinutes(),
    }
  }
}

const HALF_DAY = hours(12)
const wholeMinutes = (at: number) => at - (at % minutes(1))

/** The day before, by the calendar. */
export function dayBefore({ date, weekday }: LocalTime): Pick<LocalTime, 'date' | 'weekday'> {
  const midnight = new Date(`${date}T00:00:00Z`)
  midnight.setUTCDate(midnight.getUTCDate() - 1)
  return { date: midnight.toISOString().slice(0, 10), weekday: weekday === 1 ? 7 : weekday - 1 }
}

/**
 * The first minute of the next day there. Days have 23, 24 or 25 hours, and in some zones no midnight: so it is searched for and
 * not added up.
 */
export function nextDay(clock: LocalClock, at: Instant): Instant {
  const { date } = clock(at)
  let before = 0
  // No zone has a day of more than 49 hours.
  let after = 49 * 60
  while (after - before > 1) {
    const middle = (before + after) >> 1
    if (clock(later(at, minutes(middle))).date === date) before = middle
    else after = middle
  }
  return later(at, minutes(after))
}
