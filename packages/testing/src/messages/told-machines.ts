import { instant } from '@cubby/kit/clock'
import { uuidOf } from '@cubby/kit/ids'
import { realIds } from '@cubby/keys/real-clock'
import {
  webhookEvents,
  webhookPayload,
  type WebhookEvent,
  type WebhookPayload,
} from '@cubby/protocol/webhook-events'
import { timestamp } from '@cubby/server/db/tables/column'
import type { Db } from '@cubby/server/db/tables'
import type { Kysely } from 'kysely'

/** An endpoint of this organization (a UUID) that hears these events. Nothing is sent: see `toldMachines`. */
export async function anEndpoint(
  db: Kysely<Db>,
  organization: string,
  events: readonly WebhookEvent[] = webhookEvents,
) {
  await db
    .insertInto('webhook_endpoint')
    .values({
      id: uuidOf(realIds.mint('whk')),
      organization_id: organization,
      url: 'https://shop.example/hook',
      secret_sealed: 'sealed',
      events: [...events],
      created_at: timestamp(instant(Date.UTC(2026, 0, 1))),
    })
    .execute()
}

/** What is in the outbox for machines, by type; throws at a payload that is not of the one shape of its type. */
export async function toldMachines(db: Kysely<Db>): Promise<WebhookPayload[]> {
  const rows = await db
    .selectFrom('message')
    .select('data')
    .where('channel', '=', 'webhook')
    .orderBy('kind')
    .orderBy('dedupe_key')
    .execute()
  return rows.map(({ data }) => webhookPayload.parse(data))
}
