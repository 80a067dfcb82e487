import { type EntryRow, entryOf } from '@cubby/edge/store/edge-disk'
import type { WireEntry } from '@cubby/protocol/link/envelope'

/** A row of the journal. Its text is read once, by the first who asks, and then given to everybody, frozen. */
export class KeptEntry {
  readonly row: Readonly<EntryRow>
  #read: WireEntry | null = null

  constructor({ seq, at, boot, mono, synced, body, hash }: EntryRow) {
    this.row = { seq, at, boot, mono, synced, body, hash }
  }

  get seq() {
    return this.row.seq
  }

  /** Throws `journal/damaged` when the body is no JSON any more. */
  entry(): WireEntry {
    return (this.#read ??= frozen(entryOf(this.row)))
  }
}

function frozen<T>(value: T): T {
  if (typeof value !== 'object' || value === null) return value
  for (const each of Object.values(value)) frozen(each)
  return Object.freeze(value)
}
