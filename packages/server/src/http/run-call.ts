import { assert } from '@cubby/kit/assert'
import type { Operation } from '@cubby/protocol/operation'
import type { Transaction } from 'kysely'
import type { ServerContext } from '../context.ts'
import type { Db } from '../db/tables.ts'
import { writeFeed } from '../feed/write-feed.ts'
import type { Caller } from './caller.ts'
import { type Answer, type Attempt, begin, finish } from './idempotency.ts'
import { type Call, isWrite, type Route, type Work } from './route.ts'

export type Asked = {
  params: unknown
  query: unknown
  body: unknown
  caller: Caller
  /** Null for operations that change nothing. */
  attempt: Attempt | null
}
export type Outcome = Answer & { isReplay: boolean }

/** Deadlock and serialization failure: PostgreSQL asks us to try again. */
const ONCE_MORE = new Set(['40P01', '40001'])
const TRIES_MAX = 3

/**
 * Does one call in one transaction: the key of a repeated write, the change, the kept answer, and the feed as
 * the last statement. Lockers and workers are told after the commit.
 */
export async function runCall(
  ctx: ServerContext,
  bound: Route,
  asked: Asked,
  options: { checkReplies: boolean },
): Promise<Outcome> {
  for (let tries = 1; ; tries++) {
    try {
      return await attempt(ctx, bound, asked, options)
    } catch (error) {
      if (tries >= TRIES_MAX || !ONCE_MORE.has((error as { code?: string }).code ?? '')) throw error
    }
  }
}

async function attempt(
  ctx: ServerContext,
  bound: Route,
  asked: Asked,
  options: { checkReplies: boolean },
): Promise<Outcome> {
  const transaction = isWrite(bound.operation)
    ? ctx.db.transaction()
    : ctx.db.transaction().setAccessMode('read only')
  const done = await transaction.execute(async (trx) => {
    const now = ctx.clock.now()
    if (asked.attempt) {
      const before = await begin(ctx, trx, asked.attempt, now)
      if (before) return { answer: { ...before, isReplay: true }, streams: [], wakesJobs: false }
    }
    const work: Work = { trx, now, feed: [], alsoTell: [], wakesJobs: false }
    const answer = await answerOf(ctx, bound, { ...asked, ...work }, options, work)
    if (asked.attempt) await finish(ctx, trx, asked.attempt, answer)
    const streams = await told(trx, work)
    return { answer: { ...answer, isReplay: false }, streams, wakesJobs: work.wakesJobs }
  })
  if (done.streams.length > 0) ctx.pokes.tell(done.streams)
  if (done.wakesJobs) ctx.jobs.kick()
  return done.answer
}

async function answerOf(
  ctx: ServerContext,
  { operation, handle }: Route,
  asked: Asked,
  options: { checkReplies: boolean },
  work: Work,
): Promise<Answer> {
  // The handler changes `work` itself (feed, wakesJobs), so the call is laid over it and not copied.
  const call = Object.assign(work, {
    params: asked.params,
    query: asked.query,
    body: asked.body,
    caller: asked.caller,
  }) as Call<Operation>
  const reply = await handle(call, ctx)
  if (options.checkReplies && operation.reply !== null) {
    const read = operation.reply.safeParse(reply)
    assert(read.success, `${operation.id} answers out of shape: ${read.error?.message}`)
  }
  return { status: operation.status, text: reply === null ? null : JSON.stringify(reply) }
}

async function told(trx: Transaction<Db>, work: Work): Promise<string[]> {
  const heads = await writeFeed(trx, work.feed, work.now)
  return [...new Set([...heads.map(({ stream }) => stream), ...work.alsoTell])]
}
