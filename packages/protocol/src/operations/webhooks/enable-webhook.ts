import { id } from '@cubby/domain/shapes'
import { z } from 'zod'
import { defineOperation } from '../../operation.ts'
import { noQuery } from '../../wire.ts'
import { webhook } from './webhook-shapes.ts'

/** It is called again with the next event. What was given up meanwhile can be replayed. */
export const enableWebhook = defineOperation({
  id: 'webhook.enable',
  method: 'POST',
  path: '/v1/webhooks/:webhook/enable',
  summary: 'Call a webhook endpoint again',
  scope: 'webhooks:write',
  params: z.strictObject({ webhook: id('whk') }),
  query: noQuery,
  body: null,
  status: 200,
  reply: webhook,
})
