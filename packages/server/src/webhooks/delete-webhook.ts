import { deleteWebhook } from '@cubby/protocol/operations/webhooks/delete-webhook'
import { timestamp } from '../db/tables/column.ts'
import { route } from '../http/route.ts'
import { toldWebhook, webhookSeen } from './webhook-rows.ts'

export const deleteWebhookRoute = route(deleteWebhook, async (call) => {
  const { params, caller, trx, now, changes } = call
  const row = await webhookSeen(trx, caller, params.webhook)
  const { id } = row
  changes.push({ thing: params.webhook, before: toldWebhook(row), after: null })
  await trx.deleteFrom('webhook_endpoint').where('id', '=', id).execute()
  await trx
    .updateTable('message')
    .set({ state: 'dropped', finished_at: timestamp(now), last_error: 'the endpoint was removed' })
    .where('channel', '=', 'webhook')
    .where('recipient', '=', id)
    .where('state', '=', 'queued')
    .execute()
  return null
})
