import { type Kysely, sql } from 'kysely'
import type { Db } from '../db/tables.ts'
import type { FeedCursor, FeedPage } from './feed-types.ts'

/**
 * The next page of each stream, in the order asked, from ONE statement, hence one snapshot, so a head and
 * its items agree. `limit` is per stream and bends where it must: a version is never cut in two, and the
 * first page of a snapshot reaches at least to the floor (so its reader never falls below it again).
 *
 * A reader of another epoch, from before the floor or from the future is answered with a snapshot of
 * what lives. The pages after its first are ordinary ones and may carry tombstones of keys that the
 * reader has never seen.
 */
export async function readFeed(
  db: Kysely<Db>,
  cursors: readonly FeedCursor[],
  limit: number,
): Promise<FeedPage[]> {
  return (await nothingNew(db, cursors)) ?? (await nextPages(db, cursors, limit))
}

/** Nearly every poll finds nothing new; asking for the heads alone costs a third of asking for all. */
async function nothingNew(db: Kysely<Db>, cursors: readonly FeedCursor[]) {
  if (cursors.length === 0) return []
  const { rows } = await sql<{ id: string; epoch: string; head: number }>`
    select id, epoch, head from stream where id = any(${cursors.map(({ stream }) => stream)})
  `.execute(db)
  const heads = new Map(rows.map((row) => [row.id, row]))
  const pages: FeedPage[] = []
  for (const { stream, epoch, cursor } of cursors) {
    const now = heads.get(stream) ?? { epoch: '', head: 0 }
    if ((epoch ?? '') !== now.epoch || cursor !== now.head) return null
    pages.push({ stream, epoch: now.epoch, head: now.head, cursor, reset: false, items: [] })
  }
  return pages
}

/** As `readFeed`, for readers who are known to be behind. */
export async function nextPages(
  db: Kysely<Db>,
  cursors: readonly FeedCursor[],
  limit: number,
): Promise<FeedPage[]> {
  const { rows } = await sql<FeedPage>`
    with asked as (
      select stream, epoch, cursor, place
      from rows from (jsonb_to_recordset(${JSON.stringify(cursors)}::jsonb)
        as (stream text, epoch text, cursor bigint)) with ordinality
        as asked (stream, epoch, cursor, place)
    ),
    placed as (
      select place, asked.stream, coalesce(s.epoch, '') as epoch,
        coalesce(s.head, 0) as head, coalesce(s.floor, 0) as floor,
        coalesce(asked.epoch, '') <> coalesce(s.epoch, '') or asked.cursor < coalesce(s.floor, 0)
          or asked.cursor > coalesce(s.head, 0) as reset,
        asked.cursor
      from asked left join stream s on s.id = asked.stream
    ),
    begun as (
      select place, stream, epoch, head, floor, reset, case when reset then 0 else cursor end as start
      from placed
    )
    select stream, epoch, head, page.through as cursor, reset, items.items
    from begun
    cross join lateral (
      select case
        when count(*) <= ${limit}::int then head
        else greatest(floor, coalesce(max(version) filter (where version < last), min(version)))
        end as through
      from (
        select version, max(version) over () as last
        from (
          select version from feed_item
          where stream_id = begun.stream and version > start and not (reset and dead)
          order by version limit ${limit}::int + 1
        ) near
      ) near
    ) page
    cross join lateral (
      select coalesce(json_agg(json_build_object(
        'key', key, 'version', version, 'dead', dead, 'body', body, 'asOfSeq', as_of_seq
      ) order by version, key), '[]'::json) as items
      from feed_item
      where stream_id = begun.stream and version > start and version <= page.through
        and not (reset and dead)
    ) items
    order by place`.execute(db)
  return rows
}
