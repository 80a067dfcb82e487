import type { Operation } from '@cubby/protocol/operation'
import type { FastifyReply } from 'fastify'
import type { Transaction } from 'kysely'
import type { z } from 'zod'
import type { From } from '../activity/done-by.ts'
import type { ServerContext } from '../context.ts'
import type { Db } from '../db/tables.ts'
import type { Work } from '../store/work.ts'
import type { Caller } from './caller.ts'
import type { SentFile } from './incoming/files.ts'

/** What a call did to one thing, for the activity: as the API tells of it; null where it was not, or is no more. */
export type Change = {
  /** The id of the thing, such as `org_…`; null: of no one thing. */
  thing: string | null
  before: object | null
  after: object | null
  /** It was asked of the thing to do something, rather than to be another: to open a door, to tell again. */
  isDeed?: true
  /** Whose thing it is, `org_…`, where neither side says so as `organization`. */
  about?: string | null
}

/** The work of a call, with the database for what the store does not know. */
export type CallWork = Work & {
  trx: Transaction<Db>
  /** Said by every operation that writes; kept with the call, in its transaction. */
  changes: Change[]
}

export type Call<Op extends Operation> = CallWork & {
  params: z.infer<Op['params']>
  query: z.infer<Op['query']>
  body: Op['body'] extends z.ZodType ? z.infer<Op['body']> : null
  /** Of an operation that takes one. */
  file: SentFile | null
  caller: Caller
  /** Where it came from. */
  from: From
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

type Asked<Op extends Operation> = {
  params: z.infer<Op['params']>
  query: z.infer<Op['query']>
  caller: Caller
}

/** What answers an operation that streams. It sees to the reply itself, outside any transaction. */
export type Stream<Op extends Operation = Operation> = {
  answer: (asked: Asked<Op>, reply: FastifyReply) => unknown
  /** Ends what is open when the server stops. */
  stop?: () => void
}

/** An operation that streams, with what is made once per server to answer it. */
export type StreamRoute = { operation: Operation; open: (ctx: ServerContext) => Stream }

/** Binds an operation that streams. */
export function streamRoute<Op extends Operation>(
  operation: Op,
  open: (ctx: ServerContext) => Stream<Op>,
): StreamRoute {
  return { operation, open }
}

/** True when the operation changes something and so takes an Idempotency-Key. */
export const isWrite = (operation: Operation) =>
  operation.method !== 'GET' && operation.asksOnly !== true
