import { isoTime } from '@cubby/kit/clock'
import { idOf, uuidOf } from '@cubby/kit/ids'
import type { WebhookReply } from '@cubby/protocol/operations/webhooks/webhook-shapes'
import type { Kysely, Selectable, Transaction } from 'kysely'
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
  'previous_secret_until',
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
  previousSecretUntil: toldTime(row.previous_secret_until),
})

/** An endpoint that the caller may see, locked; 404 for anybody else's. */
export const webhookSeen = (trx: Transaction<Db>, caller: Caller, webhook: string) =>
  seen(trx, caller, webhook, true)

/** The same, only looked at. */
export const mustSeeWebhook = (db: Kysely<Db>, caller: Caller, webhook: string) =>
  seen(db, caller, webhook, false)

async function seen(
  db: Kysely<Db>,
  caller: Caller,
  webhook: string,
  forUpdate: boolean,
): Promise<WebhookRow> {
  const row = await db
    .selectFrom('webhook_endpoint')
    .select(webhookColumns)
    .where('id', '=', uuidOf(webhook))
    .$if(forUpdate, (q) => q.forUpdate())
    .executeTakeFirst()
  return found(row && maySee(caller, row.organization_id) ? row : null, 'webhook endpoint')
}
