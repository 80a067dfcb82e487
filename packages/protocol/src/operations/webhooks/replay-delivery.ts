import { id } from '@cubby/domain/shapes'
import { z } from 'zod'
import { defineOperation } from '../../operation.ts'
import { noQuery } from '../../wire.ts'
import { delivery } from './webhook-shapes.ts'

/** Under the same id and with the same body, also when it arrived: receivers recognise the repetition. */
export const replayDelivery = defineOperation({
  id: 'webhook.replay',
  method: 'POST',
  path: '/v1/webhooks/:webhook/deliveries/:message/replay',
  summary: 'Tell a webhook endpoint once more',
  scope: 'webhooks:write',
  params: z.strictObject({ webhook: id('whk'), message: id('msg') }),
  query: noQuery,
  body: null,
  status: 202,
  reply: delivery,
})
