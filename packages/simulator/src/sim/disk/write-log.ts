import { assert, must } from '@cubby/kit/assert'
import { copyOf, freshTables, type Tables, type Undo } from './tables.ts'

/**
 * The tables, and how to take back what is not yet safe: the writes of the transaction at hand, and commits that
 * only the operating system knows of. One note per write, so that taking back costs what was written and no more.
 */
export class WriteLog {
  readonly tables: Tables
  #transaction: Undo[] | null = null
  /** Commits that were not flushed, oldest first. */
  #unflushed: Undo[][] = []

  constructor(tables: Tables = freshTables()) {
    this.tables = tables
  }

  get transaction() {
    return this.#transaction
  }

  get unflushed() {
    return this.#unflushed.length
  }

  begin() {
    assert(this.#transaction === null, 'a transaction inside a transaction')
    this.#transaction = []
  }

  /** Ends the transaction. A flush takes everything before it along; one that wrote nothing flushes nothing. */
  commit(how: 'flushed' | 'light') {
    const written = must(this.#transaction, 'a transaction is open')
    this.#transaction = null
    if (written.length === 0) return
    if (how === 'flushed') this.#unflushed = []
    else this.#unflushed.push(written)
  }

  rollback() {
    if (this.#transaction) takeBack(this.tables, [this.#transaction])
    this.#transaction = null
  }

  flush() {
    this.#unflushed = []
  }

  /** The power went: of the commits that were not flushed only the first `kept` had reached the disk by chance. */
  losePower(kept: number) {
    this.rollback()
    takeBack(this.tables, this.#unflushed.slice(kept))
    this.#unflushed = []
  }

  /** A copy of what would be there after a loss of power. */
  durable(): Tables {
    const copy = copyOf(this.tables)
    takeBack(copy, [...this.#unflushed, this.#transaction ?? []])
    return copy
  }
}

function takeBack(tables: Tables, writes: readonly Undo[][]) {
  for (const undos of writes.toReversed()) for (const undo of undos.toReversed()) undo(tables)
}
