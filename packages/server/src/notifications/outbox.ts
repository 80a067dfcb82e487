import type { ShipmentStatus } from '@cubby/domain/shipments/status'
import type { Instant, Millis } from '@cubby/kit/clock'
import type { Channel, MessageState } from '../db/tables/notification-tables.ts'

/** A message in the outbox, with what decides whether it may still be told. Its id is a UUID. */
export type Sendable = {
  id: string
  /** A `MessageKind` for people, an event for machines. */
  kind: string
  channel: Channel
  /** An address or phone number; for a webhook the endpoint's id. */
  recipient: string
  data: Record<string, unknown>
  /** The present one included. */
  attempts: number
  /** The shipment as it is now; null for what machines are told. */
  shipment: { status: ShipmentStatus; dueAt: Instant | null } | null
}

/** How a message ended. */
export type Ending = { id: string; state: MessageState; error: string | null }

/** A message that is tried again later. */
export type Retry = { id: string; channel: Channel; error: string; after: Millis }

/**
 * Messages on their way, after the transaction that queued them (`StoreTransaction.save`). `Message` is what the
 * sender of this outbox makes texts from. What no longer waits is never changed.
 */
export interface Outbox<Message extends Sendable = Sendable> {
  /**
   * Takes those of these messages that are to be sent now, so that nobody else sends them before `leaseEnds`, and
   * counts the attempt before it is made: one that ends in a crash counts too. The first attempt is due at once, later
   * ones at their time. A message that is asked for too early, or that somebody else is at, is asked for again at its
   * time.
   */
  claim(messages: readonly string[], now: Instant, leaseEnds: Instant): Promise<string[]>
  load(messages: readonly string[]): Promise<Message[]>
  /**
   * Drops those of these messages that may not be told, and answers the others: they became true again since
   * somebody looked, by a deposit that told nobody because it saw them waiting. Nothing happens to their shipments
   * meanwhile. One that was only taken out for now (`announced`, `withdrawn`) and whose "ready" is dropped counts as
   * never announced to its recipient: the next deposit tells.
   */
  retract(
    messages: readonly string[],
    mayBeTold: (message: Message) => boolean,
    now: Instant,
  ): Promise<Message[]>
  finish(endings: readonly Ending[], now: Instant): Promise<void>
  /** Notes why an attempt failed, and asks for the next one. */
  retry(retry: Retry, now: Instant): Promise<void>
  /** The receiver wants nothing more, ever. */
  disableEndpoint(endpoint: string, reason: string, now: Instant): Promise<void>
  /**
   * Asks again for messages that have been due since before `dueBefore` and that nobody took: their job was lost to a
   * crash, or given up while the database was away. Answers how many.
   */
  requeueStranded(dueBefore: Instant, atMost: number, now: Instant): Promise<number>
}
