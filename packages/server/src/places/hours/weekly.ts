import type { WeeklyHours } from '@cubby/domain/shapes'
import { DAY, type Interval, type Wall } from './wall-clock.ts'

const MINUTE = 60_000
/** Open on one day, whose midnight by the wall is `day`. */
export type Piece = { day: Wall; fromMinute: number; toMinute: number }

/** What is usual per weekday: the hours that most of these days have, of two the longer ones. */
export function weekOf(intervals: readonly Interval[], firstDay: Wall): WeeklyHours {
  const pieces = intervals.flatMap(piecesOf)
  const week: WeeklyHours = []
  for (let weekday = 0; weekday < 7; weekday++) {
    const patterns = new Map<string, { count: number; minutes: number; pieces: Piece[] }>()
    for (let week = 0; week < 3; week++) {
      const day = firstDay + (weekday + week * 7) * DAY
      const there = pieces.filter((piece) => piece.day === day)
      const key = there.map(({ fromMinute, toMinute }) => `${fromMinute}-${toMinute}`).join()
      const known = patterns.get(key) ?? { count: 0, minutes: lengthOf(there), pieces: there }
      known.count++
      patterns.set(key, known)
    }
    const usual = [...patterns.values()].toSorted(
      (a, b) => b.count - a.count || b.minutes - a.minutes,
    )[0]
    const day = ((new Date(firstDay + weekday * DAY).getUTCDay() + 6) % 7) + 1
    for (const { fromMinute, toMinute } of usual?.pieces ?? [])
      week.push({ day, fromMinute, toMinute })
  }
  return week.toSorted((a, b) => a.day - b.day || a.fromMinute - b.fromMinute).slice(0, 50)
}

const lengthOf = (pieces: readonly Piece[]) =>
  pieces.reduce(
    (sum, { fromMinute, toMinute }) => sum + ((toMinute - fromMinute + 1_440) % 1_440 || 1_440),
    0,
  )

/** The days an interval is made of. A night that goes on past midnight is one piece; what is longer than a day is cut at midnight. */
export function piecesOf([from, to]: Interval): Piece[] {
  const isNight = to - from < DAY
  const pieces: Piece[] = []
  for (let at = from; at < to;) {
    const day = Math.floor(at / DAY) * DAY
    const end = isNight ? to : Math.min(to, day + DAY)
    const toMinute = Math.round((end - day) / MINUTE)
    pieces.push({
      day,
      fromMinute: Math.round((at - day) / MINUTE),
      toMinute: toMinute > 1_440 ? toMinute - 1_440 : toMinute,
    })
    at = end
  }
  return pieces
}
