import { id } from '@cubby/domain/shapes'
import { z } from 'zod'
import { defineOperation } from '../../operation.ts'
import { noQuery } from '../../wire.ts'

/** Events that are still on their way to it are dropped. */
export const deleteWebhook = defineOperation({
  id: 'webhook.delete',
  method: 'DELETE',
  path: '/v1/webhooks/:webhook',
  summary: 'Remove a webhook endpoint',
  scope: 'webhooks:write',
  params: z.strictObject({ webhook: id('whk') }),
  query: noQuery,
  body: null,
  status: 204,
  reply: null,
})
