import type { Caller } from '../http/caller.ts'
import { isKnownToCaller } from '../rentals/whose-cells.ts'
import type { Instant } from '@cubby/kit/clock'
import { type RawBuilder, sql } from 'kysely'
import { isoTime } from '@cubby/kit/clock'
import { idOf } from '@cubby/kit/ids'
import type { LocationReply } from '@cubby/protocol/operations/locations/location-shapes'
import type { Selectable } from 'kysely'
import type { Db } from '../db/tables.ts'

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

/** A place of which the caller may know: a shop and the network operator know all, others those with a locker that they know. */
export const isPlaceKnownTo = (caller: Caller, now: Instant): RawBuilder<boolean> =>
  caller.organization === null
    ? sql<boolean>`true`
    : sql<boolean>`(
        exists (select from organization o where o.id = ${caller.organization} and o.kind = 'shop')
        or exists (select from locker
          where locker.location_id = location.id and ${isKnownToCaller(caller, now)}))`
