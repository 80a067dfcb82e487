import { later } from '@cubby/kit/clock'
import { limits } from '@cubby/kit/limits'
import { type Kysely, sql } from 'kysely'
import type { ServerContext } from '../context.ts'
import { timestamp } from '../db/tables/column.ts'
import type { MessageState } from '../db/tables/notification-tables.ts'
import type { Db } from '../db/tables.ts'
import type { Outcome } from './channels/outcome.ts'
import { askForSending } from './pg/queue-messages.ts'
import { retryDelay } from './retry-delay.ts'
import type { Told } from './told.ts'

type Needs = Pick<ServerContext, 'db' | 'jobs' | 'clock'>
/** How a message ended without an attempt to send it. */
export type Ending = { id: string; state: MessageState; error: string | null }

/** Writes down how these messages ended: one statement, however many. */
export async function finishMessages(
  ctx: Pick<ServerContext, 'clock'> & { db: Kysely<Db> },
  endings: readonly Ending[],
): Promise<void> {
  if (endings.length === 0) return
  await sql`
    update message set state = ending.state, last_error = ending.error,
      finished_at = ${timestamp(ctx.clock.now())}
    from jsonb_to_recordset(${JSON.stringify(endings)}::jsonb) as ending (
      id uuid, state text, error text)
    where message.id = ending.id and message.state = 'queued'`.execute(ctx.db)
}

/** Writes down how an attempt ended, and answers the state that the message is in now. */
export async function recordAttempt(
  ctx: Needs,
  told: Pick<Told, 'id' | 'channel' | 'attempts' | 'recipient'>,
  outcome: Outcome,
): Promise<MessageState> {
  const { id, attempts } = told
  if (outcome.kind === 'sent') return finish(ctx, { id, state: 'sent', error: null })
  if (outcome.kind === 'gone') await disableEndpoint(ctx, told.recipient, outcome.error)
  if (outcome.kind !== 'retry' || attempts >= limits.messageAttemptsMax)
    return finish(ctx, { id, state: 'dead', error: outcome.error })
  const after = retryDelay(id, attempts, outcome.after)
  await ctx.db.transaction().execute(async (trx) => {
    await trx
      .updateTable('message')
      .set({
        last_error: outcome.error,
        next_attempt_at: timestamp(later(ctx.clock.now(), after)),
      })
      .where('id', '=', id)
      .where('state', '=', 'queued')
      .execute()
    await askForSending(trx, ctx, [told], { after })
  })
  return 'queued'
}

async function finish(ctx: Needs, ending: Ending): Promise<MessageState> {
  await finishMessages(ctx, [ending])
  return ending.state
}

/** The receiver has said that it wants nothing more: calling on would be rude, and useless. */
async function disableEndpoint(ctx: Needs, endpoint: string, reason: string) {
  await ctx.db
    .updateTable('webhook_endpoint')
    .set({ disabled_at: timestamp(ctx.clock.now()), disabled_reason: reason })
    .where('id', '=', endpoint)
    .where('disabled_at', 'is', null)
    .execute()
}
