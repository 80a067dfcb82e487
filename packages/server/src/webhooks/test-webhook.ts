import { AppError } from '@cubby/kit/app-error'
import { must } from '@cubby/kit/assert'
import { idOf } from '@cubby/kit/ids'
import { testWebhook } from '@cubby/protocol/operations/webhooks/test-webhook'
import { route } from '../http/route.ts'
import { testEvent } from '../notifications/machine-events.ts'
import { webhookDrafts } from '../notifications/message-draft.ts'
import { messageIdOf } from '../notifications/message-id.ts'
import { noDifference } from '../store/difference.ts'
import { keep } from '../store/work.ts'
import { webhookSeen } from './webhook-rows.ts'

export const testWebhookRoute = route(testWebhook, async (call, ctx) => {
  const { params, caller, trx, now } = call
  const endpoint = await webhookSeen(trx, caller, params.webhook)
  if (endpoint.disabled_at !== null)
    throw new AppError('conflict/state', 'the endpoint is disabled', {
      extra: { reason: endpoint.disabled_reason },
    })
  const occasion = { at: now, occurrence: ctx.ids.mint('evt') }
  const event = testEvent(idOf('whk', endpoint.id), endpoint.organization_id, occasion)
  const drafts = webhookDrafts([endpoint], event)
  await keep(call, { ...noDifference(), messages: drafts })
  const about = idOf('org', endpoint.organization_id)
  const { dedupeKey } = must(drafts[0], 'an endpoint hears its test')
  const message = idOf('msg', messageIdOf(dedupeKey))
  const after = { tested: message }
  call.changes.push({ thing: params.webhook, before: null, after, isDeed: true, about })
  return { message }
})
