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

/** Rows that all of the filters let through, newest first. `organization` (a UUID): whose the caller may see. */
export function filteredActivity(
  db: Kysely<Db>,
  filters: ActivityFilters,
  { organization, after }: { organization: string | null; after: string | null },
) {
  const { doer, thing, operation, what, since, until, q } = filters
  return db
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
    .$if(after !== null, (s) => s.where(comesAfter(after ?? '')))
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
}

/** All of the words, in any order; the last may be only begun. */
const hasWords = (text: string) => sql<boolean>`
  activity.reason is not null
  and to_tsvector('simple', activity.reason) @@ to_tsquery('simple', ${wordsQuery(text)})`

/** What a person typed as a search for words that begin like his. */
export const wordsQuery = (text: string): string =>
  text
    .split(/[^\p{L}\p{N}@._-]+/u)
    .filter((word) => /[\p{L}\p{N}]/u.test(word))
    .map((word) => `'${word.replaceAll(/['\\]/g, '')}':*`)
    .join(' & ')

const comesAfter = (id: string) => sql<boolean>`
  (activity.at, activity.id) < (
    (select place.at from activity place where place.id = ${id}), ${id}::uuid)`
