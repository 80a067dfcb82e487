import { uuidOf } from '@cubby/kit/ids'
import { listWebhooks } from '@cubby/protocol/operations/webhooks/list-webhooks'
import { organizationSeen } from '../http/caller.ts'
import { pageOfRows, rowsFor } from '../http/pages.ts'
import { route } from '../http/route.ts'
import { toldWebhook, webhookColumns } from './webhook-rows.ts'

export const listWebhooksRoute = route(listWebhooks, async ({ query, caller, trx }) => {
  const { after, limit } = query
  const organization = organizationSeen(caller, query.organization)
  const rows = await trx
    .selectFrom('webhook_endpoint')
    .select(webhookColumns)
    .$if(organization !== null, (q) => q.where('organization_id', '=', organization ?? ''))
    .$if(after !== undefined, (q) => q.where('id', '<', uuidOf(after ?? '')))
    .orderBy('id', 'desc')
    .limit(rowsFor(limit))
    .execute()
  return pageOfRows(rows, limit, toldWebhook)
})
