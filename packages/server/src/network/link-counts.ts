import type { Instant } from '@cubby/kit/clock'
import type { LinkState } from '@cubby/protocol/operations/lockers/locker-shapes'
import { type Kysely, sql } from 'kysely'
import type { Db } from '../db/tables.ts'
import { linkNow } from './locker-search.ts'

/** How many lockers are in which state of their link; `seen` (UUIDs): those that count, null: all. */
export async function linkCounts(
  db: Kysely<Db>,
  now: Instant,
  seen: string[] | null = null,
): Promise<Record<LinkState, number>> {
  const { rows } = await sql<{ link: LinkState; count: number }>`
    select ${linkNow(now)} as link, count(*) as count from locker
    where ${seen === null ? sql`true` : sql`id = any(${seen}::uuid[])`} group by 1`.execute(db)
  const counts = { never: 0, online: 0, silent: 0, forked: 0 }
  for (const { link, count } of rows) counts[link] = count
  return counts
}
