import type { Instant } from '@cubby/kit/clock'
import type { LockerId } from '@cubby/kit/ids'
import type { FeedCursor, FeedPage } from '../feed/feed-types.ts'
import type { JournalRef } from '../store/journals.ts'
import type { Store } from '../store/store.ts'

/** What the link needs besides its rules: on PostgreSQL for production, in memory for the simulator. */
export type LinkPorts = { store: Store; readings: Readings; devices: Devices }

/** How far a journal and some streams have come. Streams that nobody has written are left out; there may be others. */
export type HeadsSeen = {
  receivedThrough: number
  appliedThrough: number
  streams: ReadonlyMap<string, { epoch: string; head: number }>
}

/** What an exchange reads outside of any transaction. Each may answer many who ask at the same time together. */
export interface Readings {
  heads(asked: JournalRef & { streams: readonly string[] }): Promise<HeadsSeen>
  /** The next page after a cursor, for a reader who is behind: see `readFeed`. */
  pageAfter(cursor: FeedCursor): Promise<FeedPage>
  /**
   * The shared streams that concern a locker, besides `network` and its own: its model's, those of its segments, and of the
   * organizations that work there. In a fixed order, up to so many.
   */
  sharedStreams(locker: LockerId): Promise<string[]>
  /** Moves "last heard of" forward, never back. */
  noteSeen(seen: readonly { locker: LockerId; at: Instant }[]): Promise<void>
}

/** A device that takes over a locker. */
export type NewDevice = { publicKey: string; version: string }

/** What is kept of devices. */
export interface Devices {
  publicKeyOf(locker: LockerId): Promise<string | null>
  /** Remembers that a challenge was answered; false when it was answered before. May forget it after `expiresAt`. */
  useNonce(nonce: string, expiresAt: Instant, now: Instant): Promise<boolean>
  /**
   * Uses up an enrolment code that is neither used nor expired, and makes this device the locker's; of two devices
   * with the same code one gets null. Answers the locker. A device that has used the code already, and is the locker's
   * still, is answered again while the code lives: the first answer was lost.
   */
  takeOver(codeHash: string, device: NewDevice, now: Instant): Promise<LockerId | null>
}
