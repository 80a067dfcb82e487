import { z } from 'zod'
import { defineOperation } from '../../operation.ts'
import { noParams, noQuery } from '../../wire.ts'
import { webhookFields, webhookWithSecret } from './webhook-shapes.ts'

/** Calls follow Standard Webhooks: signed, with a stable id, at least once. */
export const createWebhook = defineOperation({
  id: 'webhook.create',
  method: 'POST',
  path: '/v1/webhooks',
  summary: 'Register an address that is told of events',
  scope: 'webhooks:write',
  showsSecret: true,
  params: noParams,
  query: noQuery,
  body: z.strictObject(webhookFields),
  status: 201,
  reply: webhookWithSecret,
})
