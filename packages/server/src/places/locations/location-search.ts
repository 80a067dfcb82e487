import type { Instant } from '@cubby/kit/clock'
import type { listLocations } from '@cubby/protocol/operations/locations/list-locations'
import { type Kysely, type RawBuilder, sql } from 'kysely'
import type { z } from 'zod'
import { timestamp } from '../../db/tables/column.ts'
import type { Db } from '../../db/tables.ts'
import { readTime } from '../../http/told.ts'
import { anywhere } from '../../lists/like.ts'
import { isOpenAt } from '../hours/open-state.ts'

type Filters = Omit<z.infer<(typeof listLocations)['query']>, 'after' | 'limit'>

/** What all of the filters let through, as a condition on `location`. */
export async function filteredBy(
  db: Kysely<Db>,
  { q, city, country, status, openAt }: Filters,
): Promise<RawBuilder<boolean>> {
  const conditions: RawBuilder<unknown>[] = [sql`true`]
  if (q !== undefined) {
    const like = anywhere(q)
    conditions.push(sql`(location.name ilike ${like} or location.code ilike ${like}
      or location.address ->> 'line1' ilike ${like} or location.address ->> 'city' ilike ${like}
      or location.address ->> 'postCode' ilike ${like})`)
  }
  if (city !== undefined) conditions.push(sql`lower(location.address ->> 'city') = lower(${city})`)
  if (country !== undefined) conditions.push(sql`location.address ->> 'country' = ${country}`)
  if (status !== undefined) conditions.push(sql`location.status = ${status}`)
  if (openAt !== undefined) conditions.push(await openAtCondition(db, readTime(openAt)))
  return sql<boolean>`${sql.join(conditions, sql` and `)}`
}

/**
 * Where every week is the same, the database knows the minutes; of the others each text in use is reckoned once, however many
 * places have it.
 */
async function openAtCondition(db: Kysely<Db>, at: Instant): Promise<RawBuilder<unknown>> {
  const texts = await db
    .selectFrom('location')
    .select(['opening_hours', 'time_zone', sql<string>`address ->> 'country'`.as('country')])
    .distinct()
    .where('opening_hours', 'is not', null)
    .where('open_minutes', 'is', null)
    .where('status', '=', 'open')
    .execute()
  const open = texts.filter(({ opening_hours: text, country, time_zone: zone }) =>
    isOpenAt({ text: text ?? '', country }, zone, at),
  )
  const keys = open.map(({ opening_hours, country, time_zone }) =>
    JSON.stringify([opening_hours, country, time_zone]),
  )
  const moment = sql`(${timestamp(at)} at time zone location.time_zone)`
  return sql`location.status = 'open'
    and (location.open_minutes @> ((extract(isodow from ${moment}) - 1) * 1440
        + extract(hour from ${moment}) * 60 + extract(minute from ${moment}))::int
      or (location.open_minutes is null and exists (
        select from jsonb_array_elements_text(${JSON.stringify(keys)}::jsonb) as key
        where key::jsonb = jsonb_build_array(location.opening_hours,
          location.address ->> 'country', location.time_zone))))
    and not exists (select from jsonb_array_elements(location.closures) as closure
      where (closure ->> 'from')::timestamptz <= ${timestamp(at)}
        and (closure ->> 'until' is null or (closure ->> 'until')::timestamptz > ${timestamp(at)}))`
}
