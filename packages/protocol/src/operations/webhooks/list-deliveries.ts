import { id } from '@cubby/domain/shapes'
import { z } from 'zod'
import { defineOperation } from '../../operation.ts'
import { webhookEvents, WEBHOOK_TEST } from '../../webhook-events.ts'
import { isoMoment, pageOf, pageQuery } from '../../wire.ts'
import { messageStates } from '../messages/message-shapes.ts'
import { delivery } from './webhook-shapes.ts'

/** How far each event came. */
export const listDeliveries = defineOperation({
  id: 'webhook.deliveries',
  method: 'GET',
  path: '/v1/webhooks/:webhook/deliveries',
  summary: 'List what a webhook endpoint was told, newest first',
  scope: 'webhooks:read',
  params: z.strictObject({ webhook: id('whk') }),
  query: pageQuery(id('msg')).extend({
    state: z.enum(messageStates).optional(),
    event: z.enum([...webhookEvents, WEBHOOK_TEST]).optional(),
    from: isoMoment.optional(),
    until: isoMoment.optional(),
  }),
  body: null,
  status: 200,
  reply: pageOf(delivery),
})
