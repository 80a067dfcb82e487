import { id } from '@cubby/domain/shapes'
import { z } from 'zod'
import { defineOperation } from '../../operation.ts'
import { noQuery } from '../../wire.ts'
import { webhook } from './webhook-shapes.ts'

/** Without its secret. */
export const readWebhook = defineOperation({
  id: 'webhook.read',
  method: 'GET',
  path: '/v1/webhooks/:webhook',
  summary: 'Read a webhook endpoint',
  scope: 'webhooks:read',
  params: z.strictObject({ webhook: id('whk') }),
  query: noQuery,
  body: null,
  status: 200,
  reply: webhook,
})
