import type { DatabaseSync, StatementSync } from 'node:sqlite'
import type { Instant } from '@cubby/kit/clock'
import type { BootId } from '@cubby/kit/ids'
import type { WireEntry } from '@cubby/protocol/link/envelope'
import { type EntryRow, type EntryTable, entryOf } from './edge-disk.ts'
import { speaking } from './sqlite-errors.ts'

type Row = Record<string, unknown>

/** The table `entry`. */
export class SqliteEntries implements EntryTable {
  readonly #insert: StatementSync
  readonly #select: StatementSync
  readonly #ends: StatementSync
  readonly #prune: StatementSync

  constructor(sqlite: DatabaseSync) {
    this.#insert = sqlite.prepare(
      'insert into entry (seq, at, boot, mono, synced, body, hash) values (?, ?, ?, ?, ?, ?, ?)',
    )
    this.#select = sqlite.prepare(
      'select seq, at, boot, mono, synced, body, hash from entry where seq > ? order by seq limit ?',
    )
    // Two questions, because SQLite answers each from the key but not both in one.
    this.#ends = sqlite.prepare(
      'select (select min(seq) from entry) as first, (select max(seq) from entry) as last',
    )
    this.#prune = sqlite.prepare(
      `delete from entry where seq <= ?1
       and seq < coalesce((select min(seq) from entry where at >= ?2), ?1 + 1)`,
    )
  }

  insert({ seq, at, boot, mono, synced, body, hash }: EntryRow) {
    speaking(() => this.#insert.run(seq, at, boot, mono, synced ? 1 : 0, body, hash))
  }

  after(seq: number, atMost: number): WireEntry[] {
    return speaking(() => this.#select.all(seq, atMost).map((row) => entryOf(rowOf(row))))
  }

  ends() {
    const row = speaking(() => this.#ends.get())
    const { first, last } = row ?? {}
    return typeof first === 'number' && typeof last === 'number' ? { first, last } : null
  }

  prune(through: number, before: Instant): number {
    return Number(speaking(() => this.#prune.run(through, before)).changes)
  }
}

const rowOf = ({ seq, at, boot, mono, synced, body, hash }: Row): EntryRow => ({
  seq: Number(seq),
  at: Number(at),
  boot: boot as BootId,
  mono: Number(mono),
  synced: synced === 1,
  body: String(body),
  hash: String(hash),
})
