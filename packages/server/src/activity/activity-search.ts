import { uuidOf } from '@cubby/kit/ids'
import type { listActivity } from '@cubby/protocol/operations/activity/list-activity'
import { type Kysely, sql } from 'kysely'
import type { z } from 'zod'
import { timestamp } from '../db/tables/column.ts'
import type { Db } from '../db/tables.ts'
import { readTime } from '../http/told.ts'
import { activityColumns } from './activity-rows.ts'

type Query = z.infer<(typeof listActivity)['query']>
export type ActivityFilters = Omit<Query, 'after' | 'limit' | 'organization'>

type Place = {
  /** Whose rows the caller may see, as in the database; null: all. */
  organization: string | null
  /** Behind this row, as in the database. */
  after: string | null
  /** Where to look for the words of the reason: among the latest rows that have one, or everywhere by the index of words. */
  among?: 'latest' | 'all'
}

/** Rows that all of the filters let through, newest first. */
export function filteredActivity(
  db: Kysely<Db>,
  filters: ActivityFilters,
  { organization, after, among }: Place,
) {
  const { doer, thing, operation, what, since, until, q } = filters
  return (
    db
      .selectFrom('activity')
      .select(activityColumns)
      .$if(organization !== null, (s) => s.where('about_organization', '=', organization ?? ''))
      .$if(doer !== undefined, (s) => s.where('doer_id', '=', uuidOf(doer ?? '')))
      .$if(thing !== undefined, (s) => s.where('thing', '=', thing ?? ''))
      .$if(operation !== undefined, (s) => s.where('operation', '=', operation ?? ''))
      .$if(what !== undefined, (s) => s.where('what', '=', what ?? 'do'))
      .$if(since !== undefined, (s) => s.where('at', '>=', timestamp(readTime(since ?? ''))))
      .$if(until !== undefined, (s) => s.where('at', '<', timestamp(readTime(until ?? ''))))
      .$if(q !== undefined, (s) => s.where(hasWords(q ?? '')))
      .$if(among === 'latest', (s) => s.where(isAmongLatest(until, after)))
      .$if(after !== null, (s) => s.where(comesAfter(after ?? '')))
      // The same order either way; no index offers the first.
      .orderBy(among !== undefined ? sql`activity.at + interval '0' desc` : sql`activity.at desc`)
      .orderBy('id', 'desc')
  )
}

/** Common words are met soon among so many rows. */
const LATEST = 3_000

const isAmongLatest = (until: string | undefined, after: string | null) => sql<boolean>`
  activity.id = any(array(
    select latest.id from activity latest
    where latest.reason is not null
      ${until === undefined ? sql`` : sql`and latest.at < ${timestamp(readTime(until))}`}
      ${
        after === null
          ? sql``
          : sql`and (latest.at, latest.id) < (
              (select place.at from activity place where place.id = ${after}), ${after}::uuid)`
      }
    order by latest.at desc, latest.id desc limit ${LATEST}))`

/** All of the words, in any order; the last may be only begun. */
const hasWords = (text: string) => sql<boolean>`
  activity.reason is not null
  and to_tsvector('simple', activity.reason) @@ to_tsquery('simple', ${wordsQuery(text, 'last')})`

/** What a person typed as a search for his words; those that may be only begun: all, or the last. */
export const wordsQuery = (text: string, begun: 'all' | 'last'): string =>
  text
    .split(/[^\p{L}\p{N}@._-]+/u)
    .filter((word) => /[\p{L}\p{N}]/u.test(word))
    .map((word, i, { length }) => {
      const isBegun = begun === 'all' || i === length - 1
      return `'${word.replaceAll(/['\\]/g, '')}'${isBegun ? ':*' : ''}`
    })
    .join(' & ')

const comesAfter = (id: string) => sql<boolean>`
  (activity.at, activity.id) < (
    (select place.at from activity place where place.id = ${id}), ${id}::uuid)`
