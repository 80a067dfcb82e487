import { type RawBuilder, sql, type Transaction } from 'kysely'
import type { Db } from '../db/tables.ts'

/** More rows than these are found soon enough by looking at one after the other. */
const RARE_MAX = 5_000

/**
 * Tells whether a search finds many rows, and leads the planner there: it cannot know how often words begin in some way. Of few, all
 * are found by the index and sorted; the list is to be ordered by something that no index offers then (`isRare`). Of many, the first
 * of the list are soon met in its own order. Counts for the rest of the transaction.
 */
export async function howCommon(
  trx: Transaction<Db>,
  table: 'customer',
  condition: RawBuilder<boolean>,
): Promise<{ isRare: boolean }> {
  await sql`set local enable_seqscan = off`.execute(trx)
  const { rows } = await sql<{ found: number }>`
    select count(*)::int as found
    from (select from ${sql.table(table)} where ${condition} limit ${RARE_MAX + 1}) found`.execute(
    trx,
  )
  const isRare = (rows[0]?.found ?? 0) <= RARE_MAX
  if (!isRare) await sql`set local enable_bitmapscan = off`.execute(trx)
  return { isRare }
}
