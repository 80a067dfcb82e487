/** What to do to take back what a transaction has changed, last change first. */
export class UndoLog {
  #steps: (() => void)[] = []

  push(step: () => void) {
    this.#steps.push(step)
  }

  /** The transaction is over: nothing of it can be taken back any more. */
  forget() {
    this.#steps = []
  }

  rollBack() {
    const steps = this.#steps
    this.#steps = []
    for (let i = steps.length - 1; i >= 0; i--) steps[i]?.()
  }
}

/** Rows by key. A row is never changed, only replaced, so that a reader may keep what he was given. */
export class Table<V> {
  #rows: Map<string, V>
  readonly #undo: UndoLog

  constructor(undo: UndoLog, rows: ReadonlyMap<string, V> = new Map()) {
    this.#undo = undo
    this.#rows = new Map(rows)
  }

  get(key: string): V | undefined {
    return this.#rows.get(key)
  }

  has(key: string): boolean {
    return this.#rows.has(key)
  }

  values(): IterableIterator<V> {
    return this.#rows.values()
  }

  get size(): number {
    return this.#rows.size
  }

  set(key: string, row: V) {
    const rows = this.#rows
    const before = rows.get(key)
    rows.set(key, row)
    this.#undo.push(() => {
      if (before === undefined) rows.delete(key)
      else rows.set(key, before)
    })
  }

  delete(key: string) {
    const rows = this.#rows
    const before = rows.get(key)
    if (before === undefined) return
    rows.delete(key)
    this.#undo.push(() => rows.set(key, before))
  }

  /** Replaces what is there, when there is something. */
  change(key: string, change: (row: V) => V) {
    const before = this.#rows.get(key)
    if (before !== undefined) this.set(key, change(before))
  }

  copy(): Map<string, V> {
    return new Map(this.#rows)
  }

  /** Puts back what `copy` once gave. */
  replace(rows: ReadonlyMap<string, V>) {
    this.#rows = new Map(rows)
  }
}

/** Lists that only grow, by key. */
export class Logs<V> {
  #lists = new Map<string, V[]>()
  readonly #undo: UndoLog

  constructor(undo: UndoLog) {
    this.#undo = undo
  }

  list(key: string): readonly V[] {
    return this.#lists.get(key) ?? []
  }

  keys(): IterableIterator<string> {
    return this.#lists.keys()
  }

  push(key: string, row: V) {
    let list = this.#lists.get(key)
    if (!list) this.#lists.set(key, (list = []))
    list.push(row)
    const grown = list
    this.#undo.push(() => void grown.pop())
  }

  copy(): Map<string, V[]> {
    return new Map([...this.#lists].map(([key, list]) => [key, [...list]]))
  }

  replace(lists: ReadonlyMap<string, readonly V[]>) {
    this.#lists = new Map([...lists].map(([key, list]) => [key, [...list]]))
  }
}
