import { assert } from '@cubby/kit/assert'
import type { Operation } from '@cubby/protocol/operation'
import { deedsOf } from '../activity/deeds-of-call.ts'
import { doneBy, type From } from '../activity/done-by.ts'
import { writeActivity } from '../activity/write-activity.ts'
import type { ServerContext } from '../context.ts'
import { onceMore } from '../store/pg/once-more.ts'
import { pgTransaction } from '../store/pg/pg-store.ts'
import type { Caller } from './caller.ts'
import type { SentFile } from './incoming/files.ts'
import { type Answer, type Attempt, begin, finish } from './idempotency.ts'
import { type Call, type CallWork, isWrite, type Route } from './route.ts'

export type Asked = {
  params: unknown
  query: unknown
  body: unknown
  file: SentFile | null
  caller: Caller
  /** Null for operations that change nothing. */
  attempt: Attempt | null
  from: From
}
export type Outcome = Answer & { isReplay: boolean }

/**
 * Does one call in one transaction: the key of a repeated write, the change, the kept answer, and the feed as
 * the last statement. Lockers and workers are told after the commit.
 */
export const runCall = (
  ctx: ServerContext,
  bound: Route,
  asked: Asked,
  options: { checkReplies: boolean },
): Promise<Outcome> => onceMore(() => attempt(ctx, bound, asked, options))

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
    const tx = pgTransaction(trx, ctx)
    const work: CallWork = {
      trx,
      tx,
      now,
      feed: [],
      alsoTell: [],
      wakesJobs: false,
      changes: [],
    }
    const answer = await answerOf(ctx, bound, { ...asked, ...work }, options, work)
    if (asked.attempt) {
      const deeds = deedsOf(bound.operation, asked, work.changes)
      await writeActivity(trx, ctx, doneBy(asked), deeds, now)
      await finish(ctx, trx, asked.attempt, answer)
    }
    const streams = await told(work)
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
  work: CallWork,
): Promise<Answer> {
  // The handler changes `work` itself (feed, wakesJobs), so the call is laid over it and not copied.
  const call = Object.assign(work, {
    params: asked.params,
    query: asked.query,
    body: asked.body,
    file: asked.file,
    caller: asked.caller,
    from: asked.from,
  }) as Call<Operation>
  const reply = await handle(call, ctx)
  if (options.checkReplies && operation.reply !== null) {
    const read = operation.reply.safeParse(reply)
    assert(read.success, `${operation.id} answers out of shape: ${read.error?.message}`)
  }
  return { status: operation.status, text: reply === null ? null : JSON.stringify(reply) }
}

async function told({ tx, feed, now, alsoTell }: CallWork): Promise<string[]> {
  const streams = await tx.writeFeed(feed, now)
  return [...new Set([...streams, ...alsoTell])]
}
