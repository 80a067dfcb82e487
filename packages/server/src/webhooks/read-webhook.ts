import { readWebhook } from '@cubby/protocol/operations/webhooks/read-webhook'
import { route } from '../http/route.ts'
import { mustSeeWebhook, toldWebhook } from './webhook-rows.ts'

export const readWebhookRoute = route(readWebhook, async ({ params, caller, trx }) =>
  toldWebhook(await mustSeeWebhook(trx, caller, params.webhook)),
)
