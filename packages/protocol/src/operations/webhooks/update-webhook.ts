import { id } from '@cubby/domain/shapes'
import { z } from 'zod'
import { defineOperation } from '../../operation.ts'
import { noQuery } from '../../wire.ts'
import { webhook, webhookChanges } from './webhook-shapes.ts'

/** Events on their way go to the new address. */
export const updateWebhook = defineOperation({
  id: 'webhook.update',
  method: 'PATCH',
  path: '/v1/webhooks/:webhook',
  summary: 'Change the address or the events of a webhook endpoint',
  scope: 'webhooks:write',
  params: z.strictObject({ webhook: id('whk') }),
  query: noQuery,
  body: z.strictObject(webhookChanges),
  status: 200,
  reply: webhook,
})
