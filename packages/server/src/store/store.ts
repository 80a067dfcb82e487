import type { Instant } from '@cubby/kit/clock'
import type { FeedChange } from '../feed/feed-types.ts'
import type { Difference } from './difference.ts'
import type { JournalTransaction } from './journals.ts'
import type { OfficeTransaction } from './office.ts'
import type { Slice, Wanted } from './slice.ts'

/**
 * What the rules keep between two decisions, as small as it can be: PostgreSQL implements it for production, the
 * simulator in memory. Everything in one `transact` happens together or not at all.
 */
export interface Store {
  /** Runs `work`, again when another transaction got in its way: it must do nothing that cannot be repeated. */
  transact<T>(work: (tx: StoreTransaction) => Promise<T>): Promise<T>
  /** True when trying the same again later may succeed: a lost connection, a deadlock, a full disk. */
  isPassing(error: unknown): boolean
}

/**
 * One transaction. Who needs several things takes them in this order, so that nobody waits in a circle: heads of
 * journals, labels, shipments by id, commands by id, streams by name.
 */
export interface StoreTransaction extends JournalTransaction, OfficeTransaction {
  /** Loads what is wanted, and locks the labels, shipments and commands among it until the end. */
  load(wanted: Wanted): Promise<Slice>
  /**
   * Writes all of a difference but its feed changes. Of its messages those are queued whose dedupe key is new, under
   * the id that follows from the key (`messageIdOf`), and their sending is asked for.
   */
  save(difference: Difference, now: Instant): Promise<Saved>
  /**
   * Writes changes to the feed: once, and as the last thing that a transaction does, because the streams are held
   * from here to the commit. Of several changes to one key the last counts; each stream moves on by one version.
   * Answers the streams that have news, to poke after the commit.
   */
  writeFeed(changes: readonly FeedChange[], now: Instant): Promise<string[]>
}

/** `hasJobs`: messages were queued, so workers are to be woken after the commit. */
export type Saved = { hasJobs: boolean }
