import type { Transaction } from 'kysely'
import type { Db } from '../db/tables.ts'

/** Work that must happen later, each kind with its payload. */
export type JobKinds = {
  /** Deliver one message; its row says to whom and what. */
  'message.send': { message: string }
}
export type JobName = keyof JobKinds

/**
 * Later work, enqueued in the transaction that wants it: rolled back together, never lost after the commit.
 * pg-boss in production; the simulator drives the same port under virtual time.
 */
export interface Jobs {
  enqueue<K extends JobName>(trx: Transaction<Db>, name: K, payloads: readonly JobKinds[K][]): Promise<void>
  /** Call after the commit: workers in this process look at once instead of at their next poll. */
  kick(): void
  /** Resolves when no job that is due is waiting or running in this process. For tests and the replay. */
  idle(): Promise<void>
  stop(): Promise<void>
}
