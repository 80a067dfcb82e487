import type { EntryBody } from '@cubby/domain/journal/entries'
import { AppError } from '@cubby/kit/app-error'
import type { Instant } from '@cubby/kit/clock'
import type { LockerId } from '@cubby/kit/ids'
import type { WireEntry } from '@cubby/protocol/link/envelope'

/**
 * What a locker remembers when the power is gone: journal, folded state, feed, identity. One program at a time has
 * it open. It keeps and gives back; every rule about what is kept stands with those who call.
 *
 * A write outside a transaction is one by itself. A full disk refuses a write with `journal/disk-full` and nothing
 * has happened; what cannot be read or written for another reason is `journal/damaged`.
 */
export interface EdgeDisk extends Disposable {
  readonly entries: EntryTable
  readonly feed: FeedTable
  readonly payments: PaymentTable

  /** All of it or nothing; durable when this returns. Transactions do not nest. */
  transaction<T>(work: () => T): T
  /**
   * All of it or nothing, at once; durable with the next `transaction`. For what somebody else remembers and says
   * again: a person at a door must not wait for the disk because of it.
   */
  lightTransaction<T>(work: () => T): T

  /** A small named fact; null when it was never written. */
  meta(key: string): string | null
  setMeta(key: string, value: string): void

  /** The fold as it was last saved; null before the first time. */
  snapshot(): Snapshot | null
  saveSnapshot(snapshot: Snapshot): void

  acknowledged(): Acknowledged | null
  saveAcknowledged(acknowledged: Acknowledged): void

  identity(): StoredIdentity | null
  saveIdentity(identity: StoredIdentity): void

  /** Tidies up after many writes. Called when nobody waits: it is the slowest thing a disk does. */
  checkpoint(): void
}

/** The journal as it lies on the disk, in the order of `seq`. */
export interface EntryTable {
  /** Adds a row behind all others. */
  insert(row: EntryRow): void
  /** Rows behind `seq`, oldest first. Nobody may change what it gives. Throws for a body that cannot be read. */
  after(seq: number, atMost: number): WireEntry[]
  /** The numbers of the first and the last row; null when there is none. */
  ends(): { first: number; last: number } | null
  /**
   * Deletes the rows through `through` that stand before the first one of `before` or later, and answers how many.
   * By that one and not by each one's time: a clock that jumped must leave no hole.
   */
  prune(through: number, before: Instant): number
}

/** The feed as it lies on the disk. Callers group writes into one transaction; nothing here decides anything. */
export interface FeedTable {
  /** Everything, by stream and key. */
  items(): StoredItem[]
  versionOf(stream: string, key: string): number | null
  put(item: StoredItem, mark: number): void
  /** Says that the item is still there, whatever became of its newest version. */
  touch(stream: string, key: string, mark: number): void
  remove(stream: string, key: string): void
  /** Removes what a finished snapshot did not name, and answers its keys in any order. */
  removeOlderThan(stream: string, mark: number): string[]
  /** By stream. */
  cursors(): StreamCursor[]
  saveCursor(cursor: StreamCursor): void
  /** Forgets a stream altogether, and answers the keys that stood in it, in any order. */
  dropStream(stream: string): string[]
}

/** What was asked of payment terminals, in the order of asking. Written outside a transaction each line is durable by itself. */
export interface PaymentTable {
  /** Throws when there is one with this id. */
  begin(row: Omit<PaymentRow, 'result'>): void
  /** How it ended. Of one that is not there, nothing is written. */
  finish(id: string, result: string): void
  find(id: string): PaymentRow | null
  /** The oldest that has not ended. */
  open(): PaymentRow | null
  /** The latest. */
  last(): PaymentRow | null
  /** Deletes those that have ended, but for the latest `keep` of all, and answers how many. */
  prune(keep: number): number
}

/** `begun` and `result` are text: nobody but the terminal's driver reads them. */
export type PaymentRow = {
  id: string
  /** Which terminal was asked: one that is connected later knows nothing of it. */
  terminal: string
  begun: string
  result: string | null
}

/** An entry to be kept. Its body is text already: what lies on the disk is what was hashed. */
export type EntryRow = Omit<WireEntry, 'body'> & { body: string }

/** A row as an entry. Throws `journal/damaged` when its body is no JSON. */
export function entryOf({ body, ...rest }: EntryRow): WireEntry {
  try {
    return { ...rest, body: JSON.parse(body) as EntryBody }
  } catch (cause) {
    throw new AppError('journal/damaged', `entry ${rest.seq} cannot be read`, { cause })
  }
}

/** A folded state as text, the entry it stands at and the shape it has. */
export type Snapshot = { seq: number; format: number; state: string }

/** How far the server has come with this journal. */
export type Acknowledged = { receivedThrough: number; durableThrough: number }

/** The device's key, and what the server gave for it once it has. */
export type StoredIdentity = { privatePem: string; enrolled: Enrolled | null }

/** Which locker this machine is, once the server has said so. */
export type Enrolled = {
  locker: LockerId
  lockerKey: string
  directoryKey: string
  signingKeys: Readonly<Record<string, string>>
}

export type StoredItem = {
  stream: string
  key: string
  version: number
  asOfSeq: number | null
  body: unknown
}

/**
 * Where this locker stands in one stream. While `isResetting` a snapshot is on its way over several pages: what
 * comes in gets the new `mark`, and what still has an older one when it ends is gone on the server.
 */
export type StreamCursor = {
  stream: string
  epoch: string | null
  cursor: number
  mark: number
  isResetting: boolean
}
