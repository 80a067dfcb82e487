import { id } from '@cubby/domain/shapes'
import { z } from 'zod'
import { defineOperation } from '../../operation.ts'
import { noQuery } from '../../wire.ts'
import { webhookWithSecret } from './webhook-shapes.ts'

/** Calls are signed with both, the new one first, until the next rotation. */
export const rotateWebhookSecret = defineOperation({
  id: 'webhook.rotate-secret',
  method: 'POST',
  path: '/v1/webhooks/:webhook/rotate-secret',
  summary: 'Replace the secret of a webhook endpoint',
  scope: 'webhooks:write',
  showsSecret: true,
  params: z.strictObject({ webhook: id('whk') }),
  query: noQuery,
  body: null,
  status: 200,
  reply: webhookWithSecret,
})
