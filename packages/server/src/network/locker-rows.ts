import type { Layout } from '@cubby/domain/cells/layout'
import { type Instant, isoTime, later, minutes } from '@cubby/kit/clock'
import { idOf, type LockerId } from '@cubby/kit/ids'
import type { LockerReply, LockerSummary } from '@cubby/protocol/operations/lockers/locker-shapes'
import type { Kysely, Selectable } from 'kysely'
import type { Db } from '../db/tables.ts'
import type { Address } from '../db/tables/network-tables.ts'
import type { FeedChange } from '../feed/feed-types.ts'
import { toldTime } from '../http/told.ts'

/** A locker pulls every minute or so without any poke; twice missed, and a person may want to know. */
export const SILENT_AFTER = minutes(3)
/** A forked machine asks again within `backOffMax`; when it has not for three times that long, it is gone. */
export const FORK_SHOWN_FOR = minutes(15)

type Left = 'public_key' | 'layout' | 'wiring' | 'wiring_vouched'
type LockerRow = Omit<Selectable<Db['locker']>, Left> & {
  place: string
  address: Address
  latitude: number
  longitude: number
}

/** Lockers with the place where they stand, without their layouts: those are large. */
export const placedLockers = (db: Kysely<Db>) =>
  db
    .selectFrom('locker')
    .innerJoin('location', 'location.id', 'locker.location_id')
    .select(['locker.id', 'locker.location_id', 'locker.name', 'locker.cells'])
    .select(['locker.layout_version', 'locker.created_at', 'locker.enrolled_at'])
    .select(['locker.device_version', 'locker.last_seen_at', 'locker.fork_seen_at'])
    .select(['locker.service', 'locker.service_since', 'locker.service_reason'])
    .select(['locker.model_id', 'locker.model_version'])
    .select(['location.name as place', 'location.address', 'location.latitude'])
    .select(['location.longitude'])

/** A locker as lists tell of it. */
export const toldLockerSummary = (row: LockerRow, now: Instant): LockerSummary => ({
  id: idOf('lck', row.id),
  location: idOf('loc', row.location_id),
  place: {
    name: row.place,
    city: row.address.city,
    latitude: row.latitude,
    longitude: row.longitude,
  },
  name: row.name,
  cells: row.cells,
  service: row.service,
  serviceSince: toldTime(row.service_since),
  serviceReason: row.service_reason,
  model:
    row.model_id === null
      ? null
      : { id: idOf('mdl', row.model_id), version: row.model_version ?? 1 },
  enrolledAt: toldTime(row.enrolled_at),
  deviceVersion: row.device_version,
  lastSeenAt: toldTime(row.last_seen_at),
  link: linkOf(row, now),
  createdAt: isoTime(row.created_at),
})

/** What a machine must know of itself. */
export const layoutChange = (locker: LockerId, layout: Layout): FeedChange => ({
  stream: `locker:${locker}`,
  key: 'layout',
  body: { layout },
})

/** A locker with its layout. */
export const toldLocker = (row: LockerRow & { layout: Layout }, now: Instant): LockerReply => ({
  ...toldLockerSummary(row, now),
  layout: row.layout,
  layoutVersion: row.layout_version,
})

function linkOf(row: LockerRow, now: Instant): LockerSummary['link'] {
  if (row.fork_seen_at !== null && later(row.fork_seen_at, FORK_SHOWN_FOR) > now) return 'forked'
  if (row.last_seen_at === null) return 'never'
  return later(row.last_seen_at, SILENT_AFTER) > now ? 'online' : 'silent'
}
