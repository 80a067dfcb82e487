import { isoTime } from '@cubby/kit/clock'
import { idOf, uuidOf } from '@cubby/kit/ids'
import type { WebhookReply } from '@cubby/protocol/operations/webhooks/webhook-shapes'
import type { Selectable, Transaction } from 'kysely'
import type { Db } from '../db/tables.ts'
import { type Caller, maySee } from '../http/caller.ts'
import { found, toldTime } from '../http/told.ts'

export const webhookColumns = [
  'id',
  'organization_id',
  'url',
  'events',
  'created_at',
  'disabled_at',
  'disabled_reason',
] as const
export type WebhookRow = Pick<Selectable<Db['webhook_endpoint']>, (typeof webhookColumns)[number]>

/** An endpoint as the API tells of it: without its secret. */
export const toldWebhook = (row: WebhookRow): WebhookReply => ({
  id: idOf('whk', row.id),
  organization: idOf('org', row.organization_id),
  url: row.url,
  events: row.events,
  createdAt: isoTime(row.created_at),
  disabledAt: toldTime(row.disabled_at),
  disabledReason: row.disabled_reason,
})

/** An endpoint that the caller may see, locked; 404 for anybody else's. */
export async function webhookSeen(
  trx: Transaction<Db>,
  caller: Caller,
  webhook: string,
): Promise<WebhookRow> {
  const row = await trx
    .selectFrom('webhook_endpoint')
    .select(webhookColumns)
    .where('id', '=', uuidOf(webhook))
    .forUpdate()
    .executeTakeFirst()
  return found(row && maySee(caller, row.organization_id) ? row : null, 'webhook endpoint')
}
