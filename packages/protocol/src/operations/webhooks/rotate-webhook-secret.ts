import { id } from '@cubby/domain/shapes'
import { z } from 'zod'
import { defineOperation } from '../../operation.ts'
import { noQuery } from '../../wire.ts'
import { webhookWithSecret } from './webhook-shapes.ts'

/** For a while calls are signed with both, the new one first, so that no call is lost meanwhile. */
export const rotateWebhookSecret = defineOperation({
  id: 'webhook.rotate-secret',
  method: 'POST',
  path: '/v1/webhooks/:webhook/rotate-secret',
  summary: 'Replace the secret of a webhook endpoint',
  scope: 'webhooks:write',
  showsSecret: true,
  params: z.strictObject({ webhook: id('whk') }),
  query: noQuery,
  body: z.strictObject({
    /** For so long the old one signs too; 0: it is known to others, end it now. */
    bothHours: z.int().min(0).max(168).default(24),
  }),
  status: 200,
  reply: webhookWithSecret,
})
