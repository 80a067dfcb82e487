import { updateWebhook } from '@cubby/protocol/operations/webhooks/update-webhook'
import { route } from '../http/route.ts'
import { checkEndpointUrl } from './endpoint-url.ts'
import { toldWebhook, webhookColumns, webhookSeen } from './webhook-rows.ts'

export const updateWebhookRoute = route(
  updateWebhook,
  async ({ params, body, caller, trx, changes }, ctx) => {
    const row = await webhookSeen(trx, caller, params.webhook)
    if (body.url !== undefined) checkEndpointUrl(body.url, ctx.webhooksMayBePrivate ?? false)
    const changed = await trx
      .updateTable('webhook_endpoint')
      .set({ url: body.url ?? row.url, events: [...new Set(body.events ?? row.events)] })
      .where('id', '=', row.id)
      .returning(webhookColumns)
      .executeTakeFirstOrThrow()
    const after = toldWebhook(changed)
    changes.push({ thing: params.webhook, before: toldWebhook(row), after })
    return after
  },
)
