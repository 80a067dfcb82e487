import type { Instant } from '@cubby/kit/clock'
import { type Kysely, sql, type Transaction } from 'kysely'
import type { Db } from '../db/tables.ts'
import { timestamp } from '../db/tables/column.ts'

/**
 * Forgets tombstones written before `olderThan` and answers how many. A reader that has not come as far
 * as the last one forgotten gets a snapshot: it can no longer be told what to drop.
 */
export async function compactFeed(db: Kysely<Db>, olderThan: Instant): Promise<number> {
  const streams = await db
    .selectFrom('feed_item')
    .select('stream_id')
    .distinct()
    .where('dead', '=', true)
    .where('changed_at', '<', timestamp(olderThan))
    .orderBy('stream_id')
    .execute()
  let forgotten = 0
  // Stream by stream, so that no writer waits for more than the upkeep of its own.
  for (const { stream_id: stream } of streams)
    forgotten += await db.transaction().execute((trx) => compactStream(trx, stream, olderThan))
  return forgotten
}

/**
 * Says that versions counted so far mean nothing: call it once after a restore from a backup, before
 * serving. Every locker then takes a snapshot.
 */
export async function renewEpochs(db: Kysely<Db>): Promise<void> {
  await sql`
    with held as (select id from stream order by id for update)
    update stream set epoch = gen_random_uuid()::text from held where stream.id = held.id`.execute(
    db,
  )
}

async function compactStream(trx: Transaction<Db>, stream: string, olderThan: Instant) {
  // The stream before its items, as writers do: the other way round the two could wait for each other.
  await trx.selectFrom('stream').select('id').where('id', '=', stream).forUpdate().execute()
  const gone = await trx
    .deleteFrom('feed_item')
    .where('stream_id', '=', stream)
    .where('dead', '=', true)
    .where('changed_at', '<', timestamp(olderThan))
    .returning('version')
    .execute()
  const floor = Math.max(0, ...gone.map((item) => item.version))
  await trx
    .updateTable('stream')
    .set({ floor: sql`greatest(floor, ${floor}::bigint)` })
    .where('id', '=', stream)
    .execute()
  return gone.length
}
