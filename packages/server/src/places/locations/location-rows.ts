import { type Instant, instant, isoTime } from '@cubby/kit/clock'
import { idOf } from '@cubby/kit/ids'
import type {
  LocationReply,
  PhotoReply,
} from '@cubby/protocol/operations/locations/location-shapes'
import { type Kysely, type Selectable, sql } from 'kysely'
import type { Db } from '../../db/tables.ts'
import { toldTime } from '../../http/told.ts'
import { openState, weekIn } from '../hours/open-state.ts'

export const locationColumns = [
  'location.id',
  'location.name',
  'location.code',
  'location.address',
  'location.latitude',
  'location.longitude',
  'location.time_zone',
  'location.opening_hours',
  'location.courier_hours',
  'location.closures',
  'location.directions',
  'location.status',
  'location.created_at',
] as const

export type LocationRow = Omit<Selectable<Db['location']>, 'open_minutes'> & {
  lockers: number
  photos: { id: string; type: PhotoReply['type']; bytes: number; at: number }[]
}

/** Locations with what stands there and which pictures there are, without the pictures themselves. */
export const fullLocations = (db: Kysely<Db>) =>
  db
    .selectFrom('location')
    .select(locationColumns)
    .select(
      sql<number>`(select count(*)::int from locker where locker.location_id = location.id)`.as(
        'lockers',
      ),
    )
    .select(
      sql<LocationRow['photos']>`coalesce((
        select jsonb_agg(jsonb_build_object('id', p.id, 'type', p.type, 'bytes', length(p.content),
          'at', floor(extract(epoch from p.created_at) * 1000)) order by p.id)
        from location_photo p where p.location_id = location.id), '[]')`.as('photos'),
    )

/** What is kept of a location, without what was reckoned for the moment. */
export const kept = ({
  openNow: _now,
  nextChange: _next,
  week: _week,
  courierWeek: _courierWeek,
  ...facts
}: LocationReply) => facts

/** A location as the API tells of it, with what its hours mean now. */
export function toldLocation(row: LocationRow, now: Instant): LocationReply {
  const { country } = row.address
  const hours = row.opening_hours === null ? null : { text: row.opening_hours, country }
  const courierHours = row.courier_hours === null ? null : { text: row.courier_hours, country }
  const closures = row.closures.map(({ from, until }) => ({
    from: instant(Date.parse(from)),
    until: until === null ? null : instant(Date.parse(until)),
  }))
  const place = { status: row.status, timeZone: row.time_zone, hours, closures }
  const { openNow, nextChange, week } = openState(place, now)
  return {
    id: idOf('loc', row.id),
    name: row.name,
    code: row.code,
    address: row.address,
    latitude: row.latitude,
    longitude: row.longitude,
    timeZone: row.time_zone,
    openingHours: row.opening_hours,
    courierHours: row.courier_hours,
    closures: row.closures,
    directions: row.directions,
    status: row.status,
    openNow,
    nextChange: toldTime(nextChange),
    week,
    courierWeek: weekIn(courierHours, row.time_zone, now),
    lockers: row.lockers,
    photos: row.photos.map(({ id, type, bytes, at }) => ({
      id: idOf('pho', id),
      type,
      bytes,
      createdAt: isoTime(instant(at)),
    })),
    createdAt: isoTime(row.created_at),
  }
}
