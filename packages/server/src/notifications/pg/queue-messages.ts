import type { Instant, Millis } from '@cubby/kit/clock'
import { uuidOf } from '@cubby/kit/ids'
import { type Kysely, sql, type Transaction } from 'kysely'
import type { ServerContext } from '../../context.ts'
import type { Db } from '../../db/tables.ts'
import { timestamp } from '../../db/tables/column.ts'
import type { Channel } from '../../db/tables/notification-tables.ts'
import type { ListeningEndpoint, MessageDraft } from '../message-draft.ts'

/**
 * Puts messages into the outbox and their sending into the queue, all in the caller's transaction: one
 * statement for the messages and one per queue, however many drafts. What was told before under the same dedupe key is left out. Answers
 * the ids of the new messages; call `jobs.kick()` after the commit.
 */
export async function queueMessages(
  trx: Transaction<Db>,
  ctx: Pick<ServerContext, 'jobs' | 'clock' | 'ids'>,
  drafts: readonly MessageDraft[],
): Promise<string[]> {
  if (drafts.length === 0) return []
  const now = ctx.clock.now()
  const rows = drafts.map((draft) => ({
    id: uuidOf(ctx.ids.mint('msg')),
    organization_id: draft.organization,
    shipment_id: draft.shipment,
    kind: draft.kind,
    channel: draft.channel,
    recipient: draft.recipient,
    locale: draft.locale,
    data: draft.data,
    dedupe_key: draft.dedupeKey,
  }))
  const { rows: queued } = await sql<QueuedMessage>`
    insert into message (id, organization_id, shipment_id, kind, channel, recipient, locale, data,
      dedupe_key, state, created_at, next_attempt_at)
    select id, organization_id, shipment_id, kind, channel, recipient, locale, data,
      dedupe_key, 'queued', ${timestamp(now)}, ${timestamp(now)}
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as draft (
      id uuid, organization_id uuid, shipment_id uuid, kind text, channel text, recipient text,
      locale text, data jsonb, dedupe_key text)
    -- In one order everywhere, so that two writers of the same keys never wait for each other in a circle.
    order by dedupe_key collate "C"
    on conflict (dedupe_key) do nothing
    returning id, channel`.execute(trx)
  await askForSending(trx, ctx, queued)
  return queued.map((row) => row.id)
}

/** The endpoints of these organizations that want to hear anything at all. */
export const endpointsOf = (
  db: Kysely<Db>,
  organizations: readonly string[],
): Promise<ListeningEndpoint[]> =>
  db
    .selectFrom('webhook_endpoint')
    .select(['id', 'organization_id', 'events'])
    .where('organization_id', 'in', [...new Set(organizations)])
    .where('disabled_at', 'is', null)
    .orderBy('id')
    .execute()

/**
 * Queues messages again that have been due for long and that nobody took: their job was lost to a crash,
 * or given up while the database was away. Answers how many.
 */
export async function requeueStranded(
  ctx: Pick<ServerContext, 'db' | 'jobs' | 'clock'>,
  options: { dueBefore: Instant; atMost: number },
): Promise<number> {
  const count = await ctx.db.transaction().execute(async (trx) => {
    const stranded = await trx
      .with('lost', (q) =>
        q
          .selectFrom('message')
          .select('id')
          .where('state', '=', 'queued')
          .where('next_attempt_at', '<', timestamp(options.dueBefore))
          .orderBy('next_attempt_at')
          .limit(options.atMost)
          .forUpdate()
          .skipLocked(),
      )
      .updateTable('message')
      .from('lost')
      .set({ next_attempt_at: timestamp(ctx.clock.now()) })
      .whereRef('message.id', '=', 'lost.id')
      .returning(['message.id', 'message.channel'])
      .execute()
    await askForSending(trx, ctx, stranded)
    return stranded.length
  })
  if (count > 0) ctx.jobs.kick()
  return count
}

export type QueuedMessage = { id: string; channel: Channel }

/** Enqueues the sending of messages, each in the queue of its channel. */
export async function askForSending(
  trx: Transaction<Db>,
  { jobs }: Pick<ServerContext, 'jobs'>,
  messages: readonly QueuedMessage[],
  options?: { after: Millis },
): Promise<void> {
  const payloads = (isWebhook: boolean) =>
    messages
      .filter(({ channel }) => (channel === 'webhook') === isWebhook)
      .map(({ id }) => ({ message: id }))
  await jobs.enqueue(trx, 'message.send', payloads(false), options)
  await jobs.enqueue(trx, 'webhook.send', payloads(true), options)
}
