import { AppError } from '@cubby/kit/app-error'
import type { Instant } from '@cubby/kit/clock'
import { idOf, uuidOf } from '@cubby/kit/ids'
import { limits } from '@cubby/kit/limits'
import { replayDelivery } from '@cubby/protocol/operations/webhooks/replay-delivery'
import { replayPeriod } from '@cubby/protocol/operations/webhooks/replay-period'
import type { Transaction } from 'kysely'
import { timestamp } from '../db/tables/column.ts'
import type { Db } from '../db/tables.ts'
import type { MessageState } from '../db/tables/notification-tables.ts'
import { type Change, route } from '../http/route.ts'
import { readTime, wrongField } from '../http/told.ts'
import { askForSending } from '../notifications/pg/queue-messages.ts'
import { deliverySeen, toldDelivery } from './delivery-rows.ts'
import { type WebhookRow, webhookSeen } from './webhook-rows.ts'

export const replayDeliveryRoute = route(replayDelivery, async (call, ctx) => {
  const { params, caller, trx, now } = call
  const endpoint = await webhookSeen(trx, caller, params.webhook)
  mustBeCalled(endpoint)
  const row = await deliverySeen(trx, endpoint.id, params.message)
  if (row.state === 'queued')
    throw new AppError('conflict/state', 'it is on its way already', {
      extra: { state: row.state },
    })
  await askForSending(trx, ctx, await queueAgain(trx, [uuidOf(params.message)], now))
  call.wakesJobs = true
  const after = toldDelivery(await deliverySeen(trx, endpoint.id, params.message))
  call.changes.push(deed(endpoint, { replayed: params.message }))
  return after
})

export const replayPeriodRoute = route(replayPeriod, async (call, ctx) => {
  const { params, body, caller, trx, now } = call
  const endpoint = await webhookSeen(trx, caller, params.webhook)
  mustBeCalled(endpoint)
  const from = readTime(body.from)
  const until = readTime(body.until)
  if (until <= from) throw wrongField('/until', 'out-of-range', 'must lie after the beginning')
  const states: MessageState[] = body.which === 'failed' ? ['dead', 'dropped'] : [...ended]
  const rows = await trx
    .selectFrom('message')
    .select('id')
    .where('channel', '=', 'webhook')
    .where('recipient', '=', endpoint.id)
    .where('created_at', '>=', timestamp(from))
    .where('created_at', '<', timestamp(until))
    .where('state', 'in', states)
    .orderBy('created_at')
    .orderBy('id')
    .limit(limits.webhookReplaysMax + 1)
    .execute()
  if (rows.length > limits.webhookReplaysMax)
    throw wrongField('/until', 'out-of-range', `holds more than ${limits.webhookReplaysMax} events`)
  const queued = await queueAgain(
    trx,
    rows.map(({ id }) => id),
    now,
  )
  await askForSending(trx, ctx, queued)
  call.wakesJobs = queued.length > 0
  const { from: since, until: end } = body
  call.changes.push(deed(endpoint, { replayed: { from: since, until: end, count: queued.length } }))
  return { count: queued.length }
})

const deed = ({ id, organization_id: organization }: WebhookRow, after: object): Change => ({
  thing: idOf('whk', id),
  before: null,
  after,
  isDeed: true,
  about: idOf('org', organization),
})

const ended = ['sent', 'inbox', 'dead', 'dropped'] as const

function mustBeCalled({ disabled_at: since, disabled_reason: reason }: WebhookRow): void {
  if (since !== null)
    throw new AppError('conflict/state', 'the endpoint is disabled', { extra: { reason } })
}

/** Puts what has ended back into the queue, as if it had never been tried. What is on its way stays there. */
async function queueAgain(trx: Transaction<Db>, messages: readonly string[], now: Instant) {
  if (messages.length === 0) return []
  return trx
    .updateTable('message')
    .set({ state: 'queued', attempts: 0, next_attempt_at: timestamp(now), finished_at: null })
    .where('id', 'in', messages)
    .where('state', 'in', ended)
    .returning(['id', 'channel'])
    .execute()
}
