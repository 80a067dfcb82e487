import type { EntryRow, EntryTable } from '@cubby/edge/store/edge-disk'
import { AppError } from '@cubby/kit/app-error'
import type { Instant } from '@cubby/kit/clock'
import type { WireEntry } from '@cubby/protocol/link/envelope'
import { KeptEntry } from './kept-entry.ts'
import type { Medium, Tables } from './tables.ts'

/** The journal's rows on a simulated disk. */
export class EntryRows implements EntryTable {
  readonly #medium: Medium

  constructor(medium: Medium) {
    this.#medium = medium
  }

  insert(row: EntryRow) {
    this.#medium.write((tables, undo) => {
      if (row.seq <= (tables.entries.at(-1)?.seq ?? -Infinity))
        throw new AppError('journal/damaged', `there is an entry ${row.seq} already`)
      tables.entries.push(new KeptEntry(row))
      undo.push(dropLast)
    })
  }

  after(seq: number, atMost: number): WireEntry[] {
    const { entries } = this.#medium.tables()
    const from = firstBehind(entries, seq)
    return entries.slice(from, from + atMost).map((kept) => kept.entry())
  }

  ends() {
    const { entries } = this.#medium.tables()
    const [first] = entries
    const last = entries.at(-1)
    return first && last ? { first: first.seq, last: last.seq } : null
  }

  prune(through: number, before: Instant): number {
    return this.#medium.write((tables, undo) => {
      const { entries } = tables
      const behind = firstBehind(entries, through)
      let count = 0
      while (count < behind && (entries[count]?.row.at ?? Infinity) < before) count++
      if (count === 0) return 0
      const pruned = entries.slice(0, count)
      tables.entries = entries.slice(count)
      undo.push((others) => {
        others.entries = [...pruned, ...others.entries]
      })
      return count
    })
  }
}

const dropLast = (tables: Tables) => void tables.entries.pop()

/** Where the rows behind `seq` begin. */
function firstBehind(entries: readonly KeptEntry[], seq: number): number {
  let [low, high] = [0, entries.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((entries[middle]?.seq ?? Infinity) <= seq) low = middle + 1
    else high = middle
  }
  return low
}
