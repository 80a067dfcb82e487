import { id } from '@cubby/domain/shapes'
import { z } from 'zod'
import { defineOperation } from '../../operation.ts'
import { noQuery } from '../../wire.ts'
import { deliveryInFull } from './webhook-shapes.ts'

/** With its body and how each call ended. */
export const readDelivery = defineOperation({
  id: 'webhook.delivery',
  method: 'GET',
  path: '/v1/webhooks/:webhook/deliveries/:message',
  summary: 'Read what a webhook endpoint was told',
  scope: 'webhooks:read',
  params: z.strictObject({ webhook: id('whk'), message: id('msg') }),
  query: noQuery,
  body: null,
  status: 200,
  reply: deliveryInFull,
})
