import type { Millis } from '@cubby/kit/clock'
import type { Transaction } from 'kysely'
import type { Db } from '../db/tables.ts'

/** Work that must happen later, each kind with its payload. */
export type JobKinds = {
  /** Deliver one message; its row says to whom and what. */
  'message.send': { message: string }
  /** The same for a webhook: on its own, so that slow endpoints of shops hold up nobody's code. */
  'webhook.send': { message: string }
}
export type JobName = keyof JobKinds

/**
 * Later work, enqueued in the transaction that wants it: rolled back together, never lost after the commit. `Trx` is
 * its kind of transaction. pg-boss in production; the simulator drives the same port under virtual time.
 */
export interface Jobs<Trx = Transaction<Db>> {
  /** One statement for all payloads. `after` holds them back for so long; otherwise they are due at once. */
  enqueue<K extends JobName>(
    trx: Trx,
    name: K,
    payloads: readonly JobKinds[K][],
    options?: { after?: Millis },
  ): Promise<void>
  /** Call after the commit: workers in this process look at once instead of at their next poll. */
  kick(): void
  /** Resolves when no job that is due is waiting or running in this process. For tests and the replay. */
  idle(): Promise<void>
  stop(): Promise<void>
}

/** All that the rules know of later work: that there may be some now. */
export type JobsToWake = Pick<Jobs<never>, 'kick'>

/**
 * Takes some payloads at once and answers one promise for each, in their order: what they share they may
 * ask for together, and one that is slow holds up only itself. A rejected one is tried again later.
 */
export type JobHandler<K extends JobName> = (payloads: readonly JobKinds[K][]) => Promise<void>[]

/** The side of the port that does the work. */
export interface JobServer<Trx = Transaction<Db>> extends Jobs<Trx> {
  /** From now on this process works off jobs of this kind. Once per kind. */
  serve<K extends JobName>(name: K, handler: JobHandler<K>): void
}
