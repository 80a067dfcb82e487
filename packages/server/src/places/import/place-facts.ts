import type { ImportNote, ImportRow } from '@cubby/protocol/operations/network/import-shapes'
import { withoutUndefined } from '../../http/without-undefined.ts'
import { locationTroubles, timeZoneAt, zonesOf } from '../locations/location-values.ts'
import type { PlaceFacts } from './planned.ts'
import { refusal, warning } from './read-row.ts'

const required = ['name', 'line1', 'postCode', 'city', 'country', 'latitude', 'longitude'] as const

/** What a place becomes when this row is taken, with what is odd about it; null when it cannot be one. */
export function factsAfter(
  before: PlaceFacts | null,
  row: ImportRow,
): { after: PlaceFacts | null; notes: ImportNote[] } {
  if (before === null) {
    const missing = required.filter((name) => row[name] === undefined)
    if (missing.length > 0)
      return {
        after: null,
        notes: missing.map((name) => refusal('missing', name, 'a new place needs it')),
      }
  }
  const after = merged(before, row)
  const notes: ImportNote[] = locationTroubles(after).map(({ pointer, code, detail }) =>
    refusal(code, pointer.slice(1), detail),
  )
  if (after.latitude === 0 && after.longitude === 0)
    notes.push(
      refusal('coordinates-zero', 'latitude', '0, 0 lies in the sea: nobody has told where it is'),
    )
  else if (!liesIn(after))
    notes.push(
      warning('coordinates-elsewhere', 'latitude', `do not lie in ${after.address.country}`),
    )
  return { after, notes }
}

function merged(before: PlaceFacts | null, row: ImportRow): PlaceFacts {
  const { id: _id, lockers: _lockers, line1, line2, postCode, city, country, ...rest } = row
  const given = withoutUndefined(rest)
  const latitude = row.latitude ?? before?.latitude ?? 0
  const longitude = row.longitude ?? before?.longitude ?? 0
  return {
    name: '',
    code: null,
    latitude,
    longitude,
    timeZone: before === null ? timeZoneAt(latitude, longitude) : before.timeZone,
    openingHours: null,
    courierHours: null,
    closures: [],
    directions: {},
    status: 'open',
    ...before,
    ...given,
    address: {
      line1: line1 ?? before?.address.line1 ?? '',
      line2: line2 === undefined ? (before?.address.line2 ?? null) : line2,
      postCode: postCode ?? before?.address.postCode ?? '',
      city: city ?? before?.address.city ?? '',
      country: country ?? before?.address.country ?? '',
    },
  }
}

/** Whether the time zone at these coordinates is one of the country's; of countries without known zones nobody can tell. */
function liesIn({ latitude, longitude, address }: PlaceFacts): boolean {
  const zones = zonesOf(address.country)
  if (zones.size === 0) return true
  return around.some(([north, east]) =>
    zones.has(timeZoneAt(bounded(latitude + north, 90), bounded(longitude + east, 180))),
  )
}

/** The borders of time zones are known to a few kilometres only: right beside one both sides count. */
const NEAR = 0.12
const around = [[0, 0], [NEAR, 0], [-NEAR, 0], [0, NEAR], [0, -NEAR]] as const // prettier-ignore
const bounded = (degrees: number, most: number) => Math.max(-most, Math.min(most, degrees))
