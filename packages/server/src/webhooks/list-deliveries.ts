import { uuidOf } from '@cubby/kit/ids'
import { listDeliveries } from '@cubby/protocol/operations/webhooks/list-deliveries'
import { sql } from 'kysely'
import { timestamp } from '../db/tables/column.ts'
import { rowsFor } from '../http/pages.ts'
import { route } from '../http/route.ts'
import { readTime } from '../http/told.ts'
import { deliveries, toldDelivery } from './delivery-rows.ts'
import { mustSeeWebhook } from './webhook-rows.ts'

export const listDeliveriesRoute = route(listDeliveries, async ({ params, query, caller, trx }) => {
  const { after, limit, state, event, from, until } = query
  const { id } = await mustSeeWebhook(trx, caller, params.webhook)
  const rows = await deliveries(trx, id)
    .$if(state !== undefined, (q) => q.where('message.state', '=', state ?? 'dead'))
    .$if(event !== undefined, (q) => q.where('message.kind', '=', event ?? ''))
    .$if(from !== undefined, (q) =>
      q.where('message.created_at', '>=', timestamp(readTime(from ?? ''))),
    )
    .$if(until !== undefined, (q) =>
      q.where('message.created_at', '<', timestamp(readTime(until ?? ''))),
    )
    .$if(after !== undefined, (q) => q.where(comesAfter(after ?? '')))
    .orderBy('message.created_at', 'desc')
    .orderBy('message.id', 'desc')
    .limit(rowsFor(limit))
    .execute()
  const items = rows.slice(0, limit).map(toldDelivery)
  return { items, next: rows.length > limit ? (items.at(-1)?.message ?? null) : null }
})

/** Ids of messages follow from what they tell, so the list goes by time. */
const comesAfter = (message: string) => sql<boolean>`
  (message.created_at, message.id) <
    (select place.created_at, place.id from message place where place.id = ${uuidOf(message)})`
