import { CompiledQuery, type Transaction } from 'kysely'
import type { Db } from '../../db/tables.ts'

/** Runs one statement written as text; values come in as `$1`, `$2`, …. */
export async function run<Row>(
  trx: Transaction<Db>,
  text: string,
  values: readonly unknown[],
): Promise<Row[]> {
  const { rows } = await trx.executeQuery<Row>(CompiledQuery.raw(text, [...values]))
  return rows
}
