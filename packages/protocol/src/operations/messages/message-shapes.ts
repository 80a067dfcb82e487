import { id } from '@cubby/domain/shapes'
import { z } from 'zod'
import { toldMoment } from '../../wire.ts'

export const messageStates = ['queued', 'sent', 'inbox', 'dead', 'dropped'] as const

export const channels = ['email', 'sms', 'webhook'] as const

export const message = z.strictObject({
  id: id('msg'),
  organization: id('org'),
  shipment: id('shp').nullable(),
  kind: z.string(),
  channel: z.enum(channels),
  /** A phone number or address; for a webhook the endpoint. */
  recipient: z.string(),
  locale: z.string(),
  /** `inbox`: nothing is configured for the channel, so it lies here to be read. */
  state: z.enum(messageStates),
  attempts: z.int(),
  lastError: z.string().nullable(),
  /** Of messages in the development inbox, for keys that may also read codes. */
  text: z.string().nullable(),
  createdAt: toldMoment,
  nextAttemptAt: toldMoment.nullable(),
  finishedAt: toldMoment.nullable(),
})
export type MessageReply = z.infer<typeof message>
