import type { Instant } from '@cubby/kit/clock'
import type { Transaction } from 'kysely'
import type { ServerContext } from '../context.ts'
import type { Db } from '../db/tables.ts'
import { headOf, holdChain, setHead } from './seal-activity.ts'

const ROWS_AT_ONCE = 10_000

/**
 * Cuts rows from before a moment off the front of the chain. What is left begins with the hash of the last row that went, and
 * still verifies. Answers how many rows went.
 */
export async function cutActivity(
  { db, keys }: Pick<ServerContext, 'db' | 'keys'>,
  before: Instant,
): Promise<number> {
  for (let cut = 0; ;) {
    const more = await db.transaction().execute((trx) => cutSome(trx, keys, before))
    cut += more
    if (more < ROWS_AT_ONCE) return cut
  }
}

async function cutSome(trx: Transaction<Db>, keys: ServerContext['keys'], before: Instant) {
  await holdChain(trx)
  const head = await headOf(trx)
  // In the order of the chain, up to the first that is kept: some stand a little out of the order of time.
  const rows = await trx
    .selectFrom('activity')
    .select(['seq', 'at', 'hash'])
    .where('seq', '>', head.cut_seq)
    .orderBy('seq')
    .limit(ROWS_AT_ONCE)
    .execute()
  const kept = rows.findIndex(({ at }) => at >= before)
  const old = kept === -1 ? rows : rows.slice(0, kept)
  const last = old.at(-1)
  if (!last || last.seq === null || last.hash === null) return 0
  await trx.deleteFrom('activity').where('seq', '<=', last.seq).execute()
  await setHead(trx, keys, { ...head, cut_seq: last.seq, cut_hash: last.hash })
  return old.length
}
