import { id, text } from '@cubby/domain/shapes'
import { z } from 'zod'
import { defineOperation } from '../../operation.ts'
import { noQuery } from '../../wire.ts'
import { webhook } from './webhook-shapes.ts'

/** It is not called until it is enabled; what happens meanwhile is not told later by itself. */
export const disableWebhook = defineOperation({
  id: 'webhook.disable',
  method: 'POST',
  path: '/v1/webhooks/:webhook/disable',
  summary: 'Stop calling a webhook endpoint',
  scope: 'webhooks:write',
  params: z.strictObject({ webhook: id('whk') }),
  query: noQuery,
  body: z.strictObject({ reason: text(200) }),
  status: 200,
  reply: webhook,
})
