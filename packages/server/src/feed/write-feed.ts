import { type Instant, isoTime } from '@cubby/kit/clock'
import { sql, type Transaction } from 'kysely'
import type { Db } from '../db/tables.ts'
import { timestamp } from '../db/tables/column.ts'
import type { FeedChange } from './feed-types.ts'

/**
 * Writes changes to the feed: once per transaction, and as its LAST statement, so that the streams are
 * held only for the commit. Answers the new head of each stream, to poke its readers after the commit.
 *
 * The row of a stream is locked from its bump to the commit. Hence the order of versions is the order of
 * commits, and whoever sees a head of 7 can see everything up to 7. Streams are bumped in the order of
 * their ids, so two writers never wait for each other in a circle. One statement, however many changes.
 */
export async function writeFeed(
  trx: Transaction<Db>,
  changes: readonly FeedChange[],
  now: Instant,
): Promise<{ stream: string; head: number }[]> {
  if (changes.length === 0) return []
  const rows = JSON.stringify(lastOfEachKey(changes).map(rowOf))
  const { rows: heads } = await sql<{ stream: string; head: number }>`
    with change as materialized (
      select stream, key, body, as_of_seq, expires_at
      from jsonb_to_recordset(${rows}::jsonb) as change (
        stream text, key text, body jsonb, as_of_seq bigint, expires_at timestamptz)
    ),
    bumped as (
      insert into stream as s (id, head)
      select distinct stream collate "C", 1 from change order by 1
      on conflict (id) do update set head = s.head + 1
      returning id, head
    ),
    written as (
      insert into feed_item
        (stream_id, key, version, dead, body, as_of_seq, expires_at, changed_at)
      select bumped.id, key, bumped.head, body is null, body, as_of_seq, expires_at,
        ${timestamp(now)}
      from change join bumped on bumped.id = change.stream
      on conflict (stream_id, key) do update set
        version = excluded.version, dead = excluded.dead, body = excluded.body,
        as_of_seq = excluded.as_of_seq, expires_at = excluded.expires_at,
        changed_at = excluded.changed_at
    )
    select id as stream, head from bumped order by id`.execute(trx)
  return heads
}

/** What one transaction says twice about one thing, it means as it said it last. */
function lastOfEachKey(changes: readonly FeedChange[]): FeedChange[] {
  const byKey = new Map(
    changes.map((change) => [JSON.stringify([change.stream, change.key]), change]),
  )
  return [...byKey.values()]
}

const rowOf = ({ stream, key, body, asOfSeq, expiresAt }: FeedChange) => ({
  stream,
  key,
  body,
  as_of_seq: asOfSeq ?? null,
  expires_at: expiresAt === undefined ? null : isoTime(expiresAt),
})
