import { type Instant, later, millis, seconds } from '@cubby/kit/clock'
import { sql } from 'kysely'
import type { ServerContext } from '../context.ts'
import { timestamp } from '../db/tables/column.ts'
import { askForSending } from './pg/queue-messages.ts'

type Needs = Pick<ServerContext, 'db' | 'jobs' | 'clock'>

/** Longer than any attempt takes; a sender that dies gives the message free again after this. */
const LEASE = seconds(60)

/**
 * Takes those of these messages that are to be sent now, so that nobody else sends them meanwhile, and
 * counts the attempt before it is made: one that ends in a crash counts too. Who is asked for one before
 * its time asks again at its time; the first attempt is due at once, whatever the clocks of two servers say.
 */
export async function claimMessages(ctx: Needs, messages: readonly string[]): Promise<string[]> {
  const now = ctx.clock.now()
  const { rows } = await sql<{ id: string }>`
    with due as (
      select id from message
      where id = any(${messages}::uuid[]) and state = 'queued'
        and (attempts = 0 or next_attempt_at <= ${timestamp(now)})
      order by id
      for update skip locked
    )
    update message set attempts = attempts + 1, next_attempt_at = ${timestamp(later(now, LEASE))}
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
