import { isoTime } from '@cubby/kit/clock'
import { type LockerId, uuidOf } from '@cubby/kit/ids'
import type { WireEntry } from '@cubby/protocol/link/envelope'
import type { Bench } from '../../bench.ts'
import { atOnce } from '../../load/at-once.ts'
import { msSince, nowNs } from '../../instruments/stopwatch.ts'

/** Rows as text, ready to go; only the journal they belong to is still missing. */
export type RawBatch = { locker: string; rows: string; entries: number }

/** The same cuts as the pushes of the link. */
export function rawBatches(
  locker: LockerId,
  entries: readonly WireEntry[],
  entriesPerBatch: number,
): RawBatch[] {
  const batches: RawBatch[] = []
  for (let from = 0; from < entries.length; from += entriesPerBatch) {
    const piece = entries.slice(from, from + entriesPerBatch)
    const rows = piece.map((entry) => ({ ...entry, type: entry.body.type }))
    batches.push({ locker: uuidOf(locker), rows: JSON.stringify(rows), entries: piece.length })
  }
  return batches
}

const insert = {
  name: 'bench-raw-insert',
  text: `insert into entry
      (locker_id, journal_id, seq, at, boot, mono, synced, type, body, hash, received_at)
    select $1::uuid, $2::uuid, seq, at, boot, mono, synced, type, body, hash, $4::timestamptz
    from jsonb_to_recordset($3::jsonb) as entry
      (seq bigint, at bigint, boot text, mono bigint, synced boolean, type text, body jsonb, hash text)`,
}

/**
 * Inserts batches into the table of the journal, each in a transaction of its own, and does nothing else. Every run
 * writes under new journals, so that it meets no row of another.
 */
export async function rawInsertsPerSecond(
  { place, ground, signal }: Bench,
  batches: readonly RawBatch[],
  limits: { connections: number; seconds: number },
): Promise<number> {
  const journals = new Map<string, string>()
  for (const { locker } of batches)
    if (!journals.has(locker)) journals.set(locker, uuidOf(ground.ids.mint('jrn')))
  const receivedAt = isoTime(ground.now)
  const run = async ({ locker, rows }: RawBatch) => {
    signal.throwIfAborted()
    await place.database.pool.query({
      ...insert,
      values: [locker, journals.get(locker), rows, receivedAt],
    })
  }
  await atOnce(batches.slice(0, limits.connections), limits.connections, run)
  const from = nowNs()
  let inserted = 0
  await atOnce(batches.slice(limits.connections), limits.connections, async (batch) => {
    if (msSince(from) > limits.seconds * 1_000) return
    await run(batch)
    inserted += batch.entries
  })
  return inserted / (msSince(from) / 1_000)
}
