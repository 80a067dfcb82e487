import { cellsOf, type Layout } from '@cubby/domain/cells/layout'
import { type Instant, isoTime, later, minutes } from '@cubby/kit/clock'
import { idOf, type LockerId } from '@cubby/kit/ids'
import type { LockerReply, LockerSummary } from '@cubby/protocol/operations/lockers/locker-shapes'
import type { Selectable } from 'kysely'
import type { Db } from '../db/tables.ts'
import type { FeedChange } from '../feed/feed-types.ts'
import { toldTime } from '../http/told.ts'

/** A locker pulls every minute or so without any poke; twice missed, and a person may want to know. */
const SILENT_AFTER = minutes(3)
/** A forked machine asks again within `backOffMax`; when it has not for three times that long, it is gone. */
const FORK_SHOWN_FOR = minutes(15)

export const lockerColumns = [
  'id',
  'location_id',
  'name',
  'layout',
  'layout_version',
  'created_at',
  'enrolled_at',
  'device_version',
  'last_seen_at',
  'fork_seen_at',
] as const
type LockerRow = Pick<Selectable<Db['locker']>, (typeof lockerColumns)[number]>

/** A locker as lists tell of it. */
export const toldLockerSummary = (row: LockerRow, now: Instant): LockerSummary => ({
  id: idOf('lck', row.id),
  location: idOf('loc', row.location_id),
  name: row.name,
  cells: cellsOf(row.layout).length,
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
export const toldLocker = (row: LockerRow, now: Instant): LockerReply => ({
  ...toldLockerSummary(row, now),
  layout: row.layout,
  layoutVersion: row.layout_version,
})

function linkOf(row: LockerRow, now: Instant): LockerSummary['link'] {
  if (row.fork_seen_at !== null && later(row.fork_seen_at, FORK_SHOWN_FOR) > now) return 'forked'
  if (row.last_seen_at === null) return 'never'
  return later(row.last_seen_at, SILENT_AFTER) > now ? 'online' : 'silent'
}
