import { type Instant, instant } from '@cubby/kit/clock'
import { uuidOf } from '@cubby/kit/ids'
import type { listLockers } from '@cubby/protocol/operations/lockers/list-lockers'
import type { LinkState } from '@cubby/protocol/operations/lockers/locker-shapes'
import { type Kysely, type RawBuilder, sql } from 'kysely'
import type { z } from 'zod'
import type { Db } from '../db/tables.ts'
import { timestamp } from '../db/tables/column.ts'
import { anywhere } from '../lists/like.ts'
import type { Caller } from '../http/caller.ts'
import { isKnownToCaller } from '../rentals/whose-cells.ts'
import { FORK_SHOWN_FOR, placedLockers, SILENT_AFTER } from './locker-rows.ts'

type Query = z.infer<(typeof listLockers)['query']>
export type LockerFilters = Omit<Query, 'after' | 'limit' | 'sort'>

/** The state of a locker's link, as `linkOf` reckons it. */
export const linkNow = (now: Instant) => sql<LinkState>`case
  when locker.fork_seen_at > ${timestamp(instant(now - FORK_SHOWN_FOR))} then 'forked'
  when locker.last_seen_at is null then 'never'
  when locker.last_seen_at > ${timestamp(instant(now - SILENT_AFTER))} then 'online'
  else 'silent' end`

/** Lockers of which the caller may know, with their places, that all of the filters let through. */
export const filteredLockers = (
  db: Kysely<Db>,
  { q: text, link, location, segment, service, model }: LockerFilters,
  caller: Caller,
  now: Instant,
) =>
  placedLockers(db)
    .where(isKnownToCaller(caller, now))
    .$if(location !== undefined, (q) => q.where('location_id', '=', uuidOf(location ?? '')))
    .$if(segment !== undefined, (q) =>
      q.where(
        sql<boolean>`exists (select from segment_locker s
          where s.locker_id = locker.id and s.segment_id = ${uuidOf(segment ?? '')})`,
      ),
    )
    .$if(service !== undefined, (q) => q.where('locker.service', '=', service ?? 'planned'))
    .$if(model !== undefined, (q) => q.where('locker.model_id', '=', uuidOf(model ?? '')))
    .$if(link !== undefined, (q) => q.where(sql<boolean>`${linkNow(now)} = ${link}`))
    .$if(text !== undefined, (q) =>
      q.where((eb) =>
        eb.or([
          eb('locker.name', 'ilike', anywhere(text ?? '')),
          eb('location.name', 'ilike', anywhere(text ?? '')),
          eb(sql`location.address ->> 'city'`, 'ilike', anywhere(text ?? '')),
        ]),
      ),
    )

const byName = sql`locker.name`
const byLastSeen = sql`coalesce(locker.last_seen_at, '-infinity'::timestamptz)`
const orders: Record<Query['sort'], { by: RawBuilder<unknown> | null; falling: boolean }> = {
  '-created': { by: null, falling: true },
  created: { by: null, falling: false },
  name: { by: byName, falling: false },
  '-name': { by: byName, falling: true },
  'last-seen': { by: byLastSeen, falling: false },
  '-last-seen': { by: byLastSeen, falling: true },
}

/** The columns to sort by. */
export function lockerOrder(sort: Query['sort']): RawBuilder<unknown> {
  const { by, falling } = orders[sort]
  const way = falling ? sql`desc` : sql`asc`
  return by === null ? sql`locker.id ${way}` : sql`${by} ${way}, locker.id ${way}`
}

/** Comes later in that order than the locker named, as it is now. */
export function lockerAfter(sort: Query['sort'], id: string): RawBuilder<boolean> {
  const { by, falling } = orders[sort]
  const sign = falling ? sql`<` : sql`>`
  const place = uuidOf(id)
  return by === null
    ? sql<boolean>`locker.id ${sign} ${place}`
    : sql<boolean>`(${by}, locker.id) ${sign}
        ((select ${by} from locker where locker.id = ${place}), ${place}::uuid)`
}
