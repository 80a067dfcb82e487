import { type Instant, isoTime, parseIsoTime } from '@cubby/kit/clock'
import { limits } from '@cubby/kit/limits'
import type { ImportNote } from '@cubby/protocol/operations/network/import-shapes'
import { jsonLines } from '../read-lines.ts'
import { checkedRow, type ReadRow, refusal, warning } from '../read-row.ts'
import { pointHours } from './point-hours.ts'

/**
 * Reads a feed of pick-up points, one per line, as networks publish them. What a point is beyond an address (its functions, its
 * machine, its neighbours) is not taken over: nobody can establish a locker from it. Fields that we do not know are passed over.
 */
export function* readPoints(text: string, now: Instant): Generator<ReadRow> {
  const seen = new Map<string, number>()
  for (const read of jsonLines(text)) {
    if (!('value' in read)) yield read
    else yield rowOf(read.line, read.value, now, seen)
  }
}

type Point = Partial<Record<PointField, unknown>>
type PointField =
  | 'name' | 'country' | 'status' | 'lat' | 'lon' | 'line1' | 'city' | 'province' | 'post_code'
  | 'description' | 'opening_hours' | 'hours' | 'location_247' | 'unavailability' | 'type' // prettier-ignore

function rowOf(line: number, point: Point, now: Instant, seen: Map<string, number>): ReadRow {
  const country = word(point.country) ?? ''
  const [line1, city, postCode] = [word(point.line1), word(point.city), word(point.post_code)]
  const hours = pointHours(point, country)
  const closed = closuresOf(point.unavailability, now)
  const description = word(point.description)
  const state = stateOf(word(point.status))
  const raw = {
    code: word(point.name),
    name: line1 === null ? city : `${city ?? ''}, ${line1}`.slice(0, limits.nameCharsMax),
    ...optional({ line1, city, postCode }),
    line2: null,
    country: point.country,
    latitude: point.lat,
    longitude: point.lon,
    openingHours: hours.hours,
    closures: closed.closures,
    directions: description === null ? {} : { [languageOf(country)]: description },
    status: state.status,
  }
  const notes = [
    ...oddities(point, postCode),
    ...hours.notes,
    ...closed.notes,
    ...state.notes,
    ...twins(line, point, seen),
  ]
  return checkedRow(line, raw, notes)
}

/** What makes a point one that no customer should see, or whose address cannot be right. */
function oddities(point: Point, postCode: string | null): ImportNote[] {
  const notes: ImportNote[] = []
  const words = [point.city, point.province, point.line1].map((each) => word(each) ?? '')
  if (words.some((each) => /^(test|testowy|dummy)\b/i.test(each)))
    notes.push(refusal('test-point', 'city', 'calls itself a test'))
  const form = postCodes[word(point.country) ?? '']
  if (postCode === null) notes.push(refusal('post-code-missing', 'post_code', 'there is none'))
  else if (form && !form.test(postCode))
    notes.push(warning('post-code-odd', 'post_code', `"${postCode}" is no post code there`))
  return notes
}

/** Two points at the same spot may be two machines side by side, or one that was entered twice. */
function twins(line: number, { lat, lon }: Point, seen: Map<string, number>): ImportNote[] {
  if (lat === 0 && lon === 0) return []
  const spot = `${String(lat)} ${String(lon)}`
  const before = seen.get(spot)
  if (before === undefined) seen.set(spot, line)
  return before === undefined
    ? []
    : [warning('same-spot', 'lat', `has the coordinates of line ${before}`)]
}

function stateOf(status: string | null): {
  status: 'planned' | 'open' | 'closed'
  notes: ImportNote[]
} {
  switch (status) {
    case 'Operating':
      return { status: 'open', notes: [] }
    case 'Created':
      return { status: 'planned', notes: [warning('point-planned', 'status', 'is not open yet')] }
    case 'Disabled':
    case 'NonOperating':
      return { status: 'closed', notes: [warning('point-closed', 'status', `is ${status}`)] }
    case 'Removed':
      return {
        status: 'closed',
        notes: [warning('point-removed', 'status', 'was taken down; it is kept as closed')],
      }
    default:
      return {
        status: 'closed',
        notes: [
          warning('status-unknown', 'status', `"${(status ?? '').slice(0, 60)}" is not known`),
        ],
      }
  }
}

function closuresOf(value: unknown, now: Instant) {
  const notes: ImportNote[] = []
  if (value === null || value === undefined) return { closures: [], notes }
  const read = (Array.isArray(value) ? value : [null]).map((each: unknown) => {
    const { start_time: start, end_time: end } = (each ?? {}) as Record<string, unknown>
    const from = typeof start === 'string' ? parseIsoTime(start) : null
    const until = typeof end === 'string' ? parseIsoTime(end) : null
    return from !== null && until !== null && from < until ? { from, until } : null
  })
  const good = read.filter((each) => each !== null)
  if (good.length < read.length)
    notes.push(warning('closure-not-understood', 'unavailability', 'a closure has no usable times'))
  const coming = good.filter(({ until }) => until > now)
  if (coming.length < good.length)
    notes.push(warning('closure-past', 'unavailability', 'a closure that is over was left out'))
  if (coming.length > limits.closuresPerLocationMax)
    notes.push(warning('closures-too-many', 'unavailability', 'only the first were taken'))
  const closures = coming.slice(0, limits.closuresPerLocationMax).map(({ from, until }) => ({
    from: isoTime(from),
    until: isoTime(until),
    reason: 'Not available',
  }))
  return { closures, notes }
}

const postCodes: Record<string, RegExp> = {
  AT: /^\d{4}$/,
  CZ: /^\d{3} ?\d{2}$/,
  DE: /^\d{5}$/,
  FR: /^\d{5}$/,
  PL: /^\d{2}-\d{3}$/,
}
const spoken: Record<string, string> = { AT: 'de', CZ: 'cs', DE: 'de', FR: 'fr', PL: 'pl' }
const languageOf = (country: string) => spoken[country] ?? 'en'

const word = (value: unknown): string | null =>
  typeof value === 'string' && value.trim() !== '' ? value.trim() : null

const optional = (fields: Record<string, string | null>) =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null))
