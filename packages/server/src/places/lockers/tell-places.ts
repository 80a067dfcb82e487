import type { Place } from '@cubby/domain/machine/place'
import { idOf, type LockerId } from '@cubby/kit/ids'
import type { Instant } from '@cubby/kit/clock'
import type { Kysely } from 'kysely'
import type { Db } from '../../db/tables.ts'
import type { FeedChange } from '../../feed/feed-types.ts'
import { writeFeed } from '../../feed/write-feed.ts'
import type { CallWork } from '../../http/route.ts'

/** Rows as the database has them. */
type Which = { lockers?: readonly string[]; locations?: readonly string[] }

/** Tells these lockers, and those at these locations, where they stand. */
export async function tellPlaces({ trx, feed }: Pick<CallWork, 'trx' | 'feed'>, which: Which) {
  const rows = await standing(trx, which)
  feed.push(...rows.map(placeChange))
}

/**
 * Tells the lockers that were never told where they stand: those that are older than this item. Answers how many. To be called now
 * and then; what has been told is left alone.
 */
export async function tellMissingPlaces(db: Kysely<Db>, now: Instant): Promise<number> {
  const told = await db
    .selectFrom('feed_item')
    .select('stream_id')
    .where('key', '=', KEY)
    .where('stream_id', 'like', 'locker:%')
    .execute()
  const streams = new Set(told.map(({ stream_id: stream }) => stream))
  const all = await standing(db, {})
  const missing = all.map(placeChange).filter(({ stream }) => !streams.has(stream))
  for (let i = 0; i < missing.length; i += AT_ONCE) {
    const some = missing.slice(i, i + AT_ONCE)
    await db.transaction().execute((trx) => writeFeed(trx, some, now))
  }
  return missing.length
}

const KEY = 'place'
const AT_ONCE = 500

type Standing = { id: string; name: string; city: string; timeZone: string }

async function standing(db: Kysely<Db>, { lockers, locations }: Which): Promise<Standing[]> {
  if (lockers?.length === 0 || locations?.length === 0) return []
  const rows = await db
    .selectFrom('locker')
    .innerJoin('location', 'location.id', 'locker.location_id')
    .select(['locker.id', 'location.name', 'location.address', 'location.time_zone'])
    .$if(lockers !== undefined, (q) => q.where('locker.id', 'in', [...(lockers ?? [])]))
    .$if(locations !== undefined, (q) => q.where('location.id', 'in', [...(locations ?? [])]))
    .execute()
  return rows.map(({ id, name, address, time_zone: timeZone }) => ({
    id,
    name,
    city: address.city,
    timeZone,
  }))
}

/** A machine's screen has room for so much of a name; the office keeps the whole of it. */
const NAME_SHOWN = 120

/** Never half of a sign that is made of two. */
const shortened = (text: string) =>
  text
    .slice(0, NAME_SHOWN)
    .replace(/[\uD800-\uDBFF]$/, '')
    .trim()

const placeChange = ({ id, name, city, timeZone }: Standing): FeedChange => {
  const body: Place = {
    name: shortened(name),
    city: shortened(city),
    timeZone,
  }
  return { stream: `locker:${idOf('lck', id) satisfies LockerId}`, key: KEY, body }
}
