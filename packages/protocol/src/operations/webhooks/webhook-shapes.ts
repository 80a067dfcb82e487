import { id } from '@cubby/domain/shapes'
import { z } from 'zod'
import { webhookEvents } from '../../webhook-events.ts'
import { toldMoment } from '../../wire.ts'
import { messageStates } from '../messages/message-shapes.ts'

const url = z.url().max(2_000)
const events = z.array(z.enum(webhookEvents)).min(1).max(webhookEvents.length)
/** What can be changed later. */
export const webhookChanges = { url: url.optional(), events: events.optional() }
export const webhookFields = {
  /** Whose events; only the network operator's keys name it, others mean their own. */
  organization: id('org').optional(),
  url,
  events,
}

const fields = {
  id: id('whk'),
  organization: id('org'),
  url: z.string(),
  events: z.array(z.string()),
  createdAt: toldMoment,
  /** We stopped calling it: see the reason. */
  disabledAt: toldMoment.nullable(),
  disabledReason: z.string().nullable(),
  /** Until when the secret before still signs beside the present one. */
  previousSecretUntil: toldMoment.nullable(),
}
export const webhook = z.strictObject(fields)
/** With the secret that signs the calls (Standard Webhooks), shown this once. */
export const webhookWithSecret = z.strictObject({ ...fields, secret: z.string() })
export type WebhookReply = z.infer<typeof webhook>

const deliveryFields = {
  message: id('msg'),
  event: z.string(),
  state: z.enum(messageStates),
  attempts: z.int(),
  createdAt: toldMoment,
  nextAttemptAt: toldMoment.nullable(),
  finishedAt: toldMoment.nullable(),
  /** Of the last attempt: what was answered (null: nothing), and after how long. */
  lastStatus: z.int().nullable(),
  lastMs: z.int().nullable(),
  lastError: z.string().nullable(),
}
/** One event on its way to an endpoint. */
export const delivery = z.strictObject(deliveryFields)
export type DeliveryReply = z.infer<typeof delivery>

export const deliveryInFull = z.strictObject({
  ...deliveryFields,
  /** As it is sent, byte for byte. */
  body: z.string(),
  /** The latest first; kept for 30 days. */
  calls: z.array(
    z.strictObject({
      at: toldMoment,
      status: z.int().nullable(),
      ms: z.int(),
      error: z.string().nullable(),
    }),
  ),
})
export type DeliveryInFull = z.infer<typeof deliveryInFull>
