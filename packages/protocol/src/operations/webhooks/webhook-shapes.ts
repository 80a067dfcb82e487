import { id } from '@cubby/domain/shapes'
import { z } from 'zod'
import { webhookEvents } from '../../webhook-events.ts'
import { toldMoment } from '../../wire.ts'

export const webhookFields = {
  /** Whose events; only the network operator's keys name it, others mean their own. */
  organization: id('org').optional(),
  url: z.url().max(2_000),
  events: z.array(z.enum(webhookEvents)).min(1).max(webhookEvents.length),
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
}
export const webhook = z.strictObject(fields)
/** With the secret that signs the calls (Standard Webhooks), shown this once. */
export const webhookWithSecret = z.strictObject({ ...fields, secret: z.string() })
export type WebhookReply = z.infer<typeof webhook>
