import type { Ladder } from '@cubby/domain/rights/ladder'
import type { Instant } from '@cubby/kit/clock'
import type { JournalId, LockerId } from '@cubby/kit/ids'
import type { Difference } from './difference.ts'
import type { Slice, Wanted } from './slice.ts'

export type JournalRef = { locker: LockerId; journal: JournalId }

/** How far a journal has come on the server. */
export type JournalHead = JournalRef & {
  receivedThrough: number
  appliedThrough: number
  lastHash: string
  ladder: Ladder
  /** This is the first thing heard of the journal, though its locker wrote another one before. */
  replacesAnother: boolean
}

/** An entry as it is kept. `json` is its canonical text: seq, at, boot, mono, synced, body. */
export type RawEntry = JournalRef & { json: string; hash: string }

/** A place in a journal, and the hash that is kept there. */
export type PlacedHash = JournalRef & { seq: number; hash: string }

/**
 * What the link keeps, as small as it can be: PostgreSQL implements it for production, the simulator in memory.
 * Everything in one `transact` happens together or not at all.
 */
export interface LinkStore {
  transact<T>(work: (tx: LinkTransaction) => Promise<T>): Promise<T>
  /** True when trying the same again later may succeed: a lost connection, a deadlock, a full disk. */
  isPassing(error: unknown): boolean
}

export interface LinkTransaction {
  /** Locks the journals until the end of the transaction, those that are new included. */
  lockHeads(journals: readonly JournalRef[], now: Instant): Promise<JournalHead[]>
  /** Hashes of entries that are kept; places that are not are left out. */
  hashesAt(
    places: readonly { locker: LockerId; journal: JournalId; seq: number }[],
  ): Promise<PlacedHash[]>
  append(entries: readonly RawEntry[], now: Instant): Promise<void>
  /** Moves heads forward. */
  advance(heads: readonly JournalHead[]): Promise<void>
  /** Loads what is wanted, and locks the shipments among it. */
  load(wanted: Wanted): Promise<Slice>
  /** Writes a difference, its feed changes last, and says which streams have news. */
  save(difference: Difference, now: Instant): Promise<Saved>
  /** Remembers that these lockers sent a journal that contradicts what was kept. */
  noteForks(lockers: readonly LockerId[], now: Instant): Promise<void>
}

export type Saved = { streams: string[]; hasJobs: boolean }
