import { isoTime } from '@cubby/kit/clock'
import { idOf } from '@cubby/kit/ids'
import type { LocationReply } from '@cubby/protocol/operations/locations/location-shapes'
import { type RawBuilder, type Selectable, sql } from 'kysely'
import type { Db } from '../db/tables.ts'
import { type Caller, lockersSeen } from '../http/caller.ts'

export const locationColumns = [
  'id',
  'name',
  'address',
  'latitude',
  'longitude',
  'time_zone',
  'created_at',
] as const
type LocationRow = Pick<Selectable<Db['location']>, (typeof locationColumns)[number]>

/** A condition on `location`: of whoever has only some lockers in reach, the places where they stand. */
export function locationsSeen(caller: Caller): RawBuilder<boolean> {
  const seen = lockersSeen(caller)
  if (seen === null) return sql`true`
  return sql`location.id in (select location_id from locker where id = any(${seen}::uuid[]))`
}

/** A location as the API tells of it. */
export const toldLocation = (row: LocationRow): LocationReply => ({
  id: idOf('loc', row.id),
  name: row.name,
  address: row.address,
  latitude: row.latitude,
  longitude: row.longitude,
  timeZone: row.time_zone,
  createdAt: isoTime(row.created_at),
})
