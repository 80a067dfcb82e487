import type { Instant } from '@cubby/kit/clock'
import { disableWebhook } from '@cubby/protocol/operations/webhooks/disable-webhook'
import { enableWebhook } from '@cubby/protocol/operations/webhooks/enable-webhook'
import { timestamp } from '../db/tables/column.ts'
import { type CallWork, route } from '../http/route.ts'
import { toldWebhook, webhookColumns, type WebhookRow, webhookSeen } from './webhook-rows.ts'

export const disableWebhookRoute = route(disableWebhook, async (call) => {
  const row = await webhookSeen(call.trx, call.caller, call.params.webhook)
  if (row.disabled_at !== null) return toldWebhook(row)
  return change(call, row, { at: call.now, reason: call.body.reason })
})

export const enableWebhookRoute = route(enableWebhook, async (call) => {
  const row = await webhookSeen(call.trx, call.caller, call.params.webhook)
  if (row.disabled_at === null) return toldWebhook(row)
  return change(call, row, { at: null, reason: null })
})

async function change(
  { trx, changes }: CallWork,
  row: WebhookRow,
  { at, reason }: { at: Instant | null; reason: string | null },
) {
  const changed = await trx
    .updateTable('webhook_endpoint')
    .set({ disabled_at: at === null ? null : timestamp(at), disabled_reason: reason })
    .where('id', '=', row.id)
    .returning(webhookColumns)
    .executeTakeFirstOrThrow()
  const after = toldWebhook(changed)
  changes.push({ thing: after.id, before: toldWebhook(row), after })
  return after
}
