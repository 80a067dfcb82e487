import { isoTime } from '@cubby/kit/clock'
import { limits } from '@cubby/kit/limits'
import { readDelivery } from '@cubby/protocol/operations/webhooks/read-delivery'
import { route } from '../http/route.ts'
import { bodyOf } from '../notifications/channels/real-channels.ts'
import { deliverySeen, toldDelivery } from './delivery-rows.ts'
import { mustSeeWebhook } from './webhook-rows.ts'

export const readDeliveryRoute = route(readDelivery, async ({ params, caller, trx }) => {
  const endpoint = await mustSeeWebhook(trx, caller, params.webhook)
  const row = await deliverySeen(trx, endpoint.id, params.message)
  const { data } = await trx
    .selectFrom('message')
    .select('data')
    .where('id', '=', row.id)
    .executeTakeFirstOrThrow()
  const calls = await trx
    .selectFrom('webhook_attempt')
    .select(['at', 'status', 'ms', 'error'])
    .where('message_id', '=', row.id)
    .orderBy('id', 'desc')
    .limit(limits.listPageMax)
    .execute()
  return {
    ...toldDelivery(row),
    body: bodyOf(data),
    calls: calls.map(({ at, status, ms, error }) => ({ at: isoTime(at), status, ms, error })),
  }
})
