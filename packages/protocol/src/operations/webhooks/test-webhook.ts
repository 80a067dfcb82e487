import { id } from '@cubby/domain/shapes'
import { z } from 'zod'
import { defineOperation } from '../../operation.ts'
import { noQuery } from '../../wire.ts'

/** What became of it is in the list of messages. */
export const testWebhook = defineOperation({
  id: 'webhook.test',
  method: 'POST',
  path: '/v1/webhooks/:webhook/test',
  summary: 'Send a test event to a webhook endpoint',
  scope: 'webhooks:write',
  params: z.strictObject({ webhook: id('whk') }),
  query: noQuery,
  body: null,
  status: 202,
  reply: z.strictObject({ message: id('msg') }),
})
