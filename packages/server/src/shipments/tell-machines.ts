import type { Instant } from '@cubby/kit/clock'
import { idOf } from '@cubby/kit/ids'
import type { WebhookEvent } from '@cubby/protocol/webhook-events'
import type { Kysely } from 'kysely'
import type { Db } from '../db/tables.ts'
import { type MessageDraft, webhookDrafts } from '../notifications/message-draft.ts'
import { endpointsOf } from '../notifications/outbox.ts'
import { toldId, toldTime } from '../http/told.ts'
import type { ShipmentRow } from './shipment-rows.ts'

/** Tells the organization's endpoints what happened to a shipment. `key` tells it from others of its type. */
export async function shipmentWebhooks(
  db: Kysely<Db>,
  shipment: ShipmentRow,
  type: WebhookEvent,
  key: string,
  at: Instant,
): Promise<MessageDraft[]> {
  const endpoints = await endpointsOf(db, [shipment.organization_id])
  return webhookDrafts(endpoints, {
    type,
    at,
    organization: shipment.organization_id,
    shipment: shipment.id,
    key: `${shipment.id}|${key}`,
    data: {
      shipment: idOf('shp', shipment.id),
      organization: idOf('org', shipment.organization_id),
      carrier: toldId('org', shipment.carrier_id),
      locker: idOf('lck', shipment.locker_id),
      reference: shipment.reference,
      status: shipment.status,
      dueAt: toldTime(shipment.due_at),
    },
  })
}
