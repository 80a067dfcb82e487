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

/**
 * Several statements that travel, and are planned, as one: in a busy transaction the ways there and back cost more than
 * the work. None of them sees what another one writes, so no two may be about the same row.
 */
export class OneStatement {
  readonly #parts: string[] = []
  readonly #values: unknown[] = []

  /** Puts one in, with values of its own as `$1`, `$2`, …. Answers the name under which its rows are found. */
  add(text: string, ...values: readonly unknown[]): string {
    const name = `part${this.#parts.length + 1}`
    const before = this.#values.length
    const shifted = text.replaceAll(/\$(\d+)/g, (_, n) => `$${Number(n) + before}`)
    this.#parts.push(`${name} as (${shifted})`)
    this.#values.push(...values)
    return name
  }

  /** The same for one that takes its rows from a JSON text; nothing is done when there are no rows. */
  addRows(text: string, rows: readonly unknown[], ...more: readonly unknown[]) {
    if (rows.length > 0) this.add(text, JSON.stringify(rows), ...more)
  }

  /** Runs all that was put in, and forgets it. Answers what `question` asks of the parts. */
  async run<Row>(trx: Transaction<Db>, question = 'select 1'): Promise<Row[]> {
    if (this.#parts.length === 0) return []
    const text = `with ${this.#parts.splice(0).join(', ')} ${question}`
    return run(trx, text, this.#values.splice(0))
  }
}
