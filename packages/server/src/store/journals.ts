import type { Ladder } from '@cubby/domain/rights/ladder'
import type { Instant } from '@cubby/kit/clock'
import type { CellId, JournalId, LockerId } from '@cubby/kit/ids'

export type JournalRef = { locker: LockerId; journal: JournalId }
export type EntryRef = JournalRef & { seq: number }

/** How far a journal has come on the server. */
export type JournalHead = JournalRef & {
  receivedThrough: number
  appliedThrough: number
  lastHash: string
  ladder: Ladder
  /** This is the first thing heard of the journal, though its locker wrote another one before. */
  replacesAnother: boolean
}

/** An entry to keep. `json` is its canonical text: seq, at, boot, mono, synced, body. */
export type RawEntry = JournalRef & { json: string; hash: string }

/** A place in a journal, and the hash that is kept there. */
export type PlacedHash = EntryRef & { hash: string }

/** An entry that was kept, as far as applying needs it. */
export type KeptEntry = EntryRef & {
  at: number
  synced: boolean
  /** As it is kept: see `sentBody`. */
  body: Record<string, unknown> & { type: string }
  receivedAt: Instant
}

/** What became of an entry that was set aside. */
export type Resolution = EntryRef & {
  how: 'replayed' | 'skipped'
  /** Who decided (a key's UUID); null: a program. */
  by: string | null
}

/** What a transaction can do with journals. */
export interface JournalTransaction {
  /** Locks the journals until the end of the transaction, those that are new included. In the order of their ids. */
  lockHeads(journals: readonly JournalRef[], now: Instant): Promise<JournalHead[]>
  /** Hashes of entries that are kept; places that are not are left out. */
  hashesAt(places: readonly EntryRef[]): Promise<PlacedHash[]>
  /** Remembers that these lockers sent a journal that contradicts what was kept. */
  noteForks(lockers: readonly LockerId[], now: Instant): Promise<void>
  /** Ends an entry's quarantine; false when it is not in quarantine (any more). */
  resolveQuarantined(resolution: Resolution, now: Instant): Promise<boolean>
  /**
   * Kept entries that count: the one at a place, or all of a locker about a cell, journals in the order in which
   * they began. What was set aside and never replayed is left out.
   */
  keptEntries(which: EntryRef | { locker: LockerId; cell: CellId }): Promise<KeptEntry[]>
}
