import type { ImportNote } from '@cubby/protocol/operations/network/import-shapes'
import { warning } from '../read-row.ts'
import { freeHours } from './free-hours.ts'
import { osmWeek, weekFrom } from './week-hours.ts'

type Told = { location_247?: unknown; hours?: unknown; opening_hours?: unknown }

/** The hours of a point in OSM syntax, from whichever of its three fields tells them. */
export function pointHours(
  { location_247: isAlways, hours, opening_hours: text }: Told,
  country: string,
): { hours: string | null; notes: ImportNote[] } {
  const notes: ImportNote[] = []
  const free = typeof text === 'string' && text.trim() !== '' ? text.trim() : null
  const read = free === null ? null : freeHours(free, country)
  if (free !== null && read === null)
    notes.push(notUnderstood('opening_hours', `"${free.slice(0, 100)}" is not understood`))
  if (isAlways === true) {
    if (read && read.hours !== '24/7') notes.push(contradicts())
    else if (free !== null && free !== '24/7' && read) notes.push(oddly(free))
    return { hours: '24/7', notes: notes.filter(({ code }) => code !== NOT_UNDERSTOOD) }
  }
  const week = weekFrom(hours)
  if (hours !== null && hours !== undefined && week === null)
    notes.push(notUnderstood('hours', 'are no minutes of weekdays'))
  if (week && week.some((ranges) => ranges.length > 0)) {
    const told = osmWeek(week)
    if (read && read.hours !== told) notes.push(contradicts())
    return { hours: told, notes }
  }
  if (read) return { hours: read.hours, notes }
  if (notes.length === 0) notes.push(warning('hours-missing', 'hours', 'nobody has told the hours'))
  return { hours: null, notes }
}

const NOT_UNDERSTOOD = 'hours-not-understood'
const notUnderstood = (field: string, detail: string) => warning(NOT_UNDERSTOOD, field, detail)
const contradicts = () =>
  warning('hours-contradict', 'opening_hours', 'says something else than the hours by weekday')
const oddly = (text: string) => warning('hours-odd', 'opening_hours', `"${text}" was read as 24/7`)
