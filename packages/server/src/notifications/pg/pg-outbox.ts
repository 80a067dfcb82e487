import { type Instant, later, millis, seconds } from '@cubby/kit/clock'
import { type Kysely, sql } from 'kysely'
import type { ServerContext } from '../../context.ts'
import type { Db } from '../../db/tables.ts'
import { timestamp } from '../../db/tables/column.ts'
import type { Ending, Outbox, Retry } from '../outbox.ts'
import type { Told } from '../told.ts'
import { loadTold } from './load-told.ts'
import { NOT_TRUE } from '../still-true.ts'
import { askForSending } from './queue-messages.ts'

type Needs = { db: Kysely<Db>; jobs: Pick<ServerContext['jobs'], 'enqueue'> }

/** The outbox in PostgreSQL: each step is one statement, however many messages. */
export const pgOutbox = (ctx: Needs): Outbox<Told> => ({
  claim: (messages, now, leaseEnds) => claim(ctx, messages, now, leaseEnds),
  load: (messages) => loadTold(ctx.db, messages),
  retract: (messages, mayBeTold, now) => retract(ctx, messages, mayBeTold, now),
  finish: (endings, now) => finish(ctx, endings, now),
  retry: (retry, now) => retryLater(ctx, retry, now),
  disableEndpoint: async (endpoint, reason, now) => {
    await ctx.db
      .updateTable('webhook_endpoint')
      .set({ disabled_at: timestamp(now), disabled_reason: reason })
      .where('id', '=', endpoint)
      .where('disabled_at', 'is', null)
      .execute()
  },
  requeueStranded: (dueBefore, atMost, now) => requeueStranded(ctx, dueBefore, atMost, now),
})

async function claim(
  ctx: Needs,
  messages: readonly string[],
  now: Instant,
  leaseEnds: Instant,
): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    with due as (
      select id from message
      where id = any(${messages}::uuid[]) and state = 'queued'
        and (attempts = 0 or next_attempt_at <= ${timestamp(now)})
      order by id
      for update skip locked
    )
    update message set attempts = attempts + 1, next_attempt_at = ${timestamp(leaseEnds)}
    from due where message.id = due.id
    returning message.id`.execute(ctx.db)
  const claimed = new Set(rows.map((row) => row.id))
  const rest = messages.filter((message) => !claimed.has(message))
  if (rest.length > 0) await askAgain(ctx, rest, now)
  return [...claimed]
}

/** Those that somebody else is at, or whose time has not come. What was finished is left alone. */
async function askAgain(ctx: Needs, messages: readonly string[], now: Instant) {
  await ctx.db.transaction().execute(async (trx) => {
    const waiting = await trx
      .selectFrom('message')
      .select(['id', 'channel', 'next_attempt_at'])
      .where('id', 'in', messages)
      .where('state', '=', 'queued')
      .execute()
    for (const { id, channel, next_attempt_at: at } of waiting) {
      const after = millis(Math.max(at - now, seconds(1)))
      await askForSending(trx, ctx, [{ id, channel }], { after })
    }
  })
}

async function retract(
  ctx: Needs,
  messages: readonly string[],
  mayBeTold: (message: Told) => boolean,
  now: Instant,
): Promise<Told[]> {
  if (messages.length === 0) return []
  return ctx.db.transaction().execute(async (trx) => {
    // By an array of ids and nothing else: a row that had to be waited for is looked at once more when it is free,
    // and is left out where a status or a join does not fit any more.
    await sql`
      select id from shipment
      where id = any(array(select shipment_id from message where id = any(${messages}::uuid[])))
      order by id for update`.execute(trx)
    const all = await loadTold(trx, messages)
    const untrue = all.filter((message) => !mayBeTold(message))
    // Only with a message that is dropped here: one that was sent meanwhile was told.
    await sql`
      with dropped as (
        update message set state = 'dropped', finished_at = ${timestamp(now)}, last_error = ${NOT_TRUE}
        where id = any(${untrue.map(({ id }) => id)}::uuid[]) and state = 'queued'
        returning shipment_id, kind
      )
      update shipment set ready_at = null
      where status in ('announced', 'withdrawn')
        and id in (select shipment_id from dropped where kind = 'shipment.ready')`.execute(trx)
    return all.filter((message) => !untrue.includes(message))
  })
}

async function finish({ db }: Needs, endings: readonly Ending[], now: Instant) {
  if (endings.length === 0) return
  await sql`
    update message set state = ending.state, last_error = ending.error, finished_at = ${timestamp(now)}
    from jsonb_to_recordset(${JSON.stringify(endings)}::jsonb) as ending (
      id uuid, state text, error text)
    where message.id = ending.id and message.state = 'queued'`.execute(db)
}

async function retryLater(ctx: Needs, { id, channel, error, after }: Retry, now: Instant) {
  await ctx.db.transaction().execute(async (trx) => {
    await trx
      .updateTable('message')
      .set({ last_error: error, next_attempt_at: timestamp(later(now, after)) })
      .where('id', '=', id)
      .where('state', '=', 'queued')
      .execute()
    await askForSending(trx, ctx, [{ id, channel }], { after })
  })
}

async function requeueStranded(ctx: Needs, dueBefore: Instant, atMost: number, now: Instant) {
  return ctx.db.transaction().execute(async (trx): Promise<number> => {
    const stranded = await trx
      .with('lost', (q) =>
        q
          .selectFrom('message')
          .select('id')
          .where('state', '=', 'queued')
          .where('next_attempt_at', '<', timestamp(dueBefore))
          .orderBy('next_attempt_at')
          .limit(atMost)
          .forUpdate()
          .skipLocked(),
      )
      .updateTable('message')
      .from('lost')
      .set({ next_attempt_at: timestamp(now) })
      .whereRef('message.id', '=', 'lost.id')
      .returning(['message.id', 'message.channel'])
      .execute()
    await askForSending(trx, ctx, stranded)
    return stranded.length
  })
}
