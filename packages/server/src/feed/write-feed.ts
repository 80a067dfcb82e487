import { type Instant, isoTime } from '@cubby/kit/clock'
import { sql, type Transaction } from 'kysely'
import type { Db } from '../db/tables.ts'
import { timestamp } from '../db/tables/column.ts'
import type { FeedChange } from './feed-types.ts'

/** A statement takes so much text: a hundred megabytes at once, as an import of layouts has, take PostgreSQL twice as long as their parts. */
const CHARS_AT_ONCE = 2_000_000

/**
 * Writes changes to the feed: once per transaction, and as its LAST statements, so that the streams are
 * held only for the commit. Answers the new head of each stream, to poke its readers after the commit.
 *
 * The row of a stream is locked from its bump to the commit. Hence the order of versions is the order of
 * commits, and whoever sees a head of 7 can see everything up to 7. Streams are bumped in the order of
 * their ids, so two writers never wait for each other in a circle. One statement, but for very much at once.
 */
export async function writeFeed(
  trx: Transaction<Db>,
  changes: readonly FeedChange[],
  now: Instant,
): Promise<{ stream: string; head: number }[]> {
  const heads: { stream: string; head: number }[] = []
  for (const rows of statementsOf(lastOfEachKey(changes)))
    heads.push(...(await write(trx, rows, now)))
  return heads
}

/** What each statement writes, as JSON: in the order of the streams, and all of a stream in one. */
function* statementsOf(changes: readonly FeedChange[]): Generator<string> {
  const byStream = Map.groupBy(changes, ({ stream }) => stream)
  let rows: string[] = []
  let chars = 0
  // Ids are plain ASCII: this is the order in which the database compares them.
  for (const stream of [...byStream.keys()].toSorted((a, b) => (a < b ? -1 : 1))) {
    for (const change of byStream.get(stream) ?? []) {
      const row = JSON.stringify(rowOf(change))
      rows.push(row)
      chars += row.length
    }
    if (chars < CHARS_AT_ONCE) continue
    yield `[${rows.join()}]`
    rows = []
    chars = 0
  }
  if (rows.length > 0) yield `[${rows.join()}]`
}

async function write(trx: Transaction<Db>, rows: string, now: Instant) {
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
