import type { ShipmentEvent } from '@cubby/protocol/webhook-events'
import type { Kysely } from 'kysely'
import type { Db } from '../db/tables.ts'
import {
  type Occasion,
  parcelFacts,
  shipmentEvent,
  shipmentFacts,
} from '../notifications/machine-events.ts'
import { type MessageDraft, webhookDrafts } from '../notifications/message-draft.ts'
import { endpointsOf } from '../notifications/pg/queue-messages.ts'
import type { ParcelRow, ShipmentRow } from './shipment-rows.ts'

/** Tells the organization's endpoints what a shipment with these parcels became. */
export async function shipmentWebhooks(
  db: Kysely<Db>,
  type: ShipmentEvent,
  { row, parcels }: { row: ShipmentRow; parcels: readonly ParcelRow[] },
  occasion: Occasion,
): Promise<MessageDraft[]> {
  const endpoints = await endpointsOf(db, [row.organization_id])
  const event = shipmentEvent(type, shipmentFacts(row), parcelFacts(parcels), occasion)
  return webhookDrafts(endpoints, event)
}
