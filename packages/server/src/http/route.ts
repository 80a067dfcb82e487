import type { Instant } from '@cubby/kit/clock'
import type { Operation } from '@cubby/protocol/operation'
import type { Transaction } from 'kysely'
import type { z } from 'zod'
import type { ServerContext } from '../context.ts'
import type { Db } from '../db/tables.ts'
import type { FeedChange } from '../feed/feed-types.ts'
import type { Caller } from './caller.ts'

/** What a handler may do besides reading: everything in one transaction, the feed last. */
export type Work = {
  trx: Transaction<Db>
  now: Instant
  /** What lockers should learn; written as the transaction's last statement, poked after the commit. */
  feed: FeedChange[]
  /** Streams to poke besides those that were written. */
  alsoTell: string[]
  /** Set when jobs were queued: workers look at once after the commit. */
  wakesJobs: boolean
}

export type Call<Op extends Operation> = Work & {
  params: z.infer<Op['params']>
  query: z.infer<Op['query']>
  body: Op['body'] extends z.ZodType ? z.infer<Op['body']> : null
  caller: Caller
}
type ReplyOf<Op extends Operation> = Op['reply'] extends z.ZodType ? z.infer<Op['reply']> : null

/** An operation with the code that does it. */
export type Route = {
  operation: Operation
  handle: (call: Call<Operation>, ctx: ServerContext) => Promise<unknown>
}

/** Binds an operation to its handler; the shapes of both must agree. */
export function route<Op extends Operation>(
  operation: Op,
  handle: (call: Call<Op>, ctx: ServerContext) => Promise<ReplyOf<Op>>,
): Route {
  return { operation, handle: handle as unknown as Route['handle'] }
}

/** True when the operation changes something and so takes an Idempotency-Key. */
export const isWrite = (operation: Operation) =>
  operation.method !== 'GET' && operation.asksOnly !== true
