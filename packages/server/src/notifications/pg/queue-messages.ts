import { type Instant, isoTime, type Millis } from '@cubby/kit/clock'
import { sql, type Transaction } from 'kysely'
import type { ServerContext } from '../../context.ts'
import type { Db } from '../../db/tables.ts'
import { timestamp } from '../../db/tables/column.ts'
import type { Channel } from '../../db/tables/notification-tables.ts'
import type { MessageDraft } from '../message-draft.ts'
import { messageIdOf } from '../message-id.ts'
import { OneStatement } from '../../store/pg/statements.ts'
import { NOT_TRUE } from '../still-true.ts'

/**
 * Puts messages into the outbox and their sending into the queue, all in the caller's transaction: one statement for
 * the messages, and for all that is to be written before (`one`), and one per queue, however many drafts. What was told before under the same dedupe key is left out; what
 * was dropped because it was not true lives again, under the same id: nobody has heard it.
 * Answers whether any is new; call `jobs.kick()` after the commit then.
 */
export async function queueMessages(
  trx: Transaction<Db>,
  ctx: { jobs: Pick<ServerContext['jobs'], 'enqueue'> },
  drafts: readonly MessageDraft[],
  now: Instant,
  one = new OneStatement(),
): Promise<boolean> {
  if (drafts.length === 0) {
    await one.run(trx)
    return false
  }
  const rows = drafts.map((draft) => ({
    id: messageIdOf(draft.dedupeKey),
    organization_id: draft.organization,
    shipment_id: draft.shipment,
    kind: draft.kind,
    channel: draft.channel,
    recipient: draft.recipient,
    locale: draft.locale,
    data: draft.data,
    dedupe_key: draft.dedupeKey,
  }))
  const fresh = one.add(QUEUE, JSON.stringify(rows), isoTime(now))
  const queued = await one.run<QueuedMessage>(trx, `select id, channel from ${fresh}`)
  // Most have no row before: then there is nothing to bring to life.
  const revived = queued.length < rows.length ? await revive(trx, rows, now) : []
  const alive = [...queued, ...revived]
  await askForSending(trx, ctx, alive)
  return alive.length > 0
}

const QUEUE = `
  insert into message (id, organization_id, shipment_id, kind, channel, recipient, locale, data,
    dedupe_key, state, created_at, next_attempt_at)
  select id, organization_id, shipment_id, kind, channel, recipient, locale, data,
    dedupe_key, 'queued', $2::timestamptz, $2::timestamptz
  from jsonb_to_recordset($1::jsonb) as draft (
    id uuid, organization_id uuid, shipment_id uuid, kind text, channel text, recipient text,
    locale text, data jsonb, dedupe_key text)
  -- In one order everywhere, so that two writers of the same keys never wait for each other in a circle.
  order by dedupe_key collate "C"
  -- Of any kind: the id follows from the key, so two writers at the same moment collide at both.
  on conflict do nothing
  returning id, channel`

async function revive(
  trx: Transaction<Db>,
  rows: readonly { id: string; recipient: string; data: object }[],
  now: Instant,
): Promise<QueuedMessage[]> {
  const { rows: revived } = await sql<QueuedMessage>`
    update message set state = 'queued', recipient = draft.recipient, data = draft.data, attempts = 0,
      next_attempt_at = ${timestamp(now)}, finished_at = null, last_error = null
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as draft (
      id uuid, recipient text, data jsonb)
    where message.id = draft.id and message.state = 'dropped' and message.last_error = ${NOT_TRUE}
    returning message.id, message.channel`.execute(trx)
  return revived
}

type QueuedMessage = { id: string; channel: Channel }

/** Enqueues the sending of messages, each in the queue of its channel. */
export async function askForSending(
  trx: Transaction<Db>,
  { jobs }: { jobs: Pick<ServerContext['jobs'], 'enqueue'> },
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
