import type { WeeklyHours } from '@cubby/domain/shapes'
import { type Instant, instant } from '@cubby/kit/clock'
import type { LocationStatus } from '@cubby/protocol/operations/locations/location-shapes'
import {
  horizonOf,
  type HoursText,
  intervalsAround,
  intervalsOfYear,
  isWeekStable,
  usualWeek,
  yearAfter,
} from './hours.ts'
import { instantOf, type Interval, type Wall, wallOf } from './wall-clock.ts'

export type Closure = { from: Instant; until: Instant | null }
export type Place = {
  status: LocationStatus
  timeZone: string
  hours: HoursText | null
  closures: readonly Closure[]
}
export type OpenState = {
  /** Null: nobody has told the hours. */
  openNow: boolean | null
  nextChange: Instant | null
  week: WeeklyHours | null
}

/** Changes looked at before we say that none is in sight: a closure of a month hides sixty of them. */
const EDGES_MAX = 120

/** Whether people can get in, until when, and how the week goes. */
export function openState(place: Place, now: Instant): OpenState {
  try {
    return reckoned(place, now)
  } catch {
    // Hours that were understood when they were written down, and no more: better unknown than an error on every list.
    return reckoned({ ...place, hours: null }, now)
  }
}

function reckoned(place: Place, now: Instant): OpenState {
  const { status, timeZone, hours, closures } = place
  const wall = wallOf(now, timeZone)
  const week = hours && usualWeek(hours, wall)
  if (status !== 'open') return { openNow: false, nextChange: null, week }
  if (isShut(closures, now))
    return { openNow: false, nextChange: changeAfter(place, now, false), week }
  if (hours === null) return { openNow: null, nextChange: null, week }
  const openNow = isWithin(intervalsAround(hours, wall), wall)
  return { openNow, nextChange: changeAfter(place, now, openNow), week }
}

/** True when the hours alone say that the place is open. */
export function isOpenAt(hours: HoursText, timeZone: string, at: Instant): boolean {
  const wall = wallOf(at, timeZone)
  try {
    return isWithin(intervalsAround(hours, wall), wall)
  } catch {
    return false
  }
}

const isShut = (closures: readonly Closure[], at: Instant) =>
  closures.some(({ from, until }) => from <= at && (until === null || at < until))

const isWithin = (intervals: readonly Interval[], wall: Wall) =>
  intervals.some(([from, to]) => from <= wall && wall < to)

function changeAfter(place: Place, now: Instant, isOpen: boolean): Instant | null {
  const { hours, timeZone } = place
  const wall = wallOf(now, timeZone)
  const near = hours ? intervalsAround(hours, wall) : []
  const found = firstChange(place, near, now, isOpen, horizonOf(wall))
  if (found !== null || hours === null || isWeekStable(hours)) return found
  return firstChange(place, intervalsOfYear(hours, wall), now, isOpen, yearAfter(wall))
}

function firstChange(
  { hours, timeZone, closures }: Place,
  intervals: readonly Interval[],
  now: Instant,
  isOpen: boolean,
  horizon: Wall,
): Instant | null {
  const wall = wallOf(now, timeZone)
  const walls = intervals
    .flat()
    // Where the reckoning ends is no change.
    .filter((edge) => edge > wall && edge < horizon)
  const coming = closures.filter(({ until }) => until === null || until > now)
  if (coming.length === 0) {
    // Without a closure the clock on the wall tells enough; only its answer is looked up in the time zone.
    const edge = walls.find((each) => isWithin(intervals, each) !== isOpen)
    return edge === undefined ? null : instantOf(edge, timeZone)
  }
  const edges = [
    ...walls.slice(0, EDGES_MAX).map((edge) => instantOf(edge, timeZone)),
    ...coming.flatMap(({ from, until }) => (until === null ? [from] : [from, until])),
  ].filter((edge) => edge > now)
  for (const edge of edges.toSorted((a, b) => a - b)) {
    const isOpenThen =
      !isShut(coming, edge) &&
      (hours === null || isWithin(intervals, wallOf(instant(edge), timeZone)))
    if (isOpenThen !== isOpen) return edge
  }
  return null
}

/** The usual week, where hours are told and understood. */
export function weekIn(hours: HoursText | null, timeZone: string, now: Instant) {
  if (hours === null) return null
  try {
    return usualWeek(hours, wallOf(now, timeZone))
  } catch {
    return null
  }
}
