import type { DatabaseSync, StatementSync } from 'node:sqlite'
import type { PaymentRow, PaymentTable } from './edge-disk.ts'
import { speaking } from './sqlite-errors.ts'

type Row = Record<string, unknown>

/** The table `payment`. */
export class SqlitePayments implements PaymentTable {
  readonly #begin: StatementSync
  readonly #finish: StatementSync
  readonly #find: StatementSync
  readonly #open: StatementSync
  readonly #last: StatementSync
  readonly #prune: StatementSync

  constructor(sqlite: DatabaseSync) {
    const select = 'select id, terminal, begun, result from payment'
    this.#begin = sqlite.prepare('insert into payment (id, terminal, begun) values (?, ?, ?)')
    this.#finish = sqlite.prepare('update payment set result = ? where id = ?')
    this.#find = sqlite.prepare(`${select} where id = ?`)
    this.#open = sqlite.prepare(`${select} where result is null order by place limit 1`)
    this.#last = sqlite.prepare(`${select} order by place desc limit 1`)
    this.#prune = sqlite.prepare(
      `delete from payment where result is not null
       and place < (select min(place) from (select place from payment order by place desc limit ?))`,
    )
  }

  begin({ id, terminal, begun }: Omit<PaymentRow, 'result'>) {
    speaking(() => this.#begin.run(id, terminal, begun))
  }

  finish(id: string, result: string) {
    speaking(() => this.#finish.run(result, id))
  }

  find(id: string): PaymentRow | null {
    return rowOf(speaking(() => this.#find.get(id)))
  }

  open(): PaymentRow | null {
    return rowOf(speaking(() => this.#open.get()))
  }

  last(): PaymentRow | null {
    return rowOf(speaking(() => this.#last.get()))
  }

  prune(keep: number): number {
    return Number(speaking(() => this.#prune.run(keep)).changes)
  }
}

const rowOf = (row: Row | undefined): PaymentRow | null =>
  row
    ? {
        id: String(row['id']),
        terminal: String(row['terminal']),
        begun: String(row['begun']),
        result: typeof row['result'] === 'string' ? row['result'] : null,
      }
    : null
