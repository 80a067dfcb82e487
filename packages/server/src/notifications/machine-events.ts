import type { ParcelStatus, ShipmentStatus } from '@cubby/domain/shipments/status'
import { type Instant, isoTime } from '@cubby/kit/clock'
import {
  type CellId,
  type LockerId,
  type OrganizationId,
  type ParcelId,
  type ShipmentId,
  uuidOf,
  type WebhookId,
} from '@cubby/kit/ids'
import { limits } from '@cubby/kit/limits'
import {
  type ParcelEvent,
  type ShipmentEvent,
  type ShipmentEventData,
  WEBHOOK_TEST,
  type WebhookPayload,
} from '@cubby/protocol/webhook-events'

/** Something that happened, as machines are told of it: no personal data, no code. */
export type MachineEvent = {
  /** UUIDs, as in the tables. */
  organization: string
  shipment: string | null
  payload: WebhookPayload
  /** Tells this event from others of its type: told once per endpoint. */
  key: string
}

/** When it happened, and what tells it from other times that the same happened to the same thing. */
export type Occasion = { at: Instant; occurrence: string }

/** What machines may know of a shipment. */
type ShipmentFacts = {
  id: ShipmentId
  organization: OrganizationId
  carrier: OrganizationId | null
  locker: LockerId
  reference: string | null
  status: ShipmentStatus
  readyAt: Instant | null
  dueAt: Instant | null
}
type ParcelFacts = { id: ParcelId; label: string; status: ParcelStatus }

/** A shipment as it is right after something happened to it. */
export const shipmentEvent = (
  type: ShipmentEvent,
  shipment: ShipmentFacts,
  parcels: readonly ParcelFacts[],
  { at, occurrence }: Occasion,
): MachineEvent => ({
  organization: uuidOf(shipment.organization),
  shipment: uuidOf(shipment.id),
  payload: { type, timestamp: isoTime(at), data: dataOf(shipment, parcels) },
  key: `${shipment.id}|${occurrence}`,
})

/** What happened to one parcel of a shipment, at one cell. */
export const parcelEvent = (
  type: ParcelEvent,
  { id: shipment, organization, reference, locker }: ShipmentFacts,
  { id: parcel, label, cell }: Pick<ParcelFacts, 'id' | 'label'> & { cell: CellId },
  { at, occurrence }: Occasion,
): MachineEvent => ({
  organization: uuidOf(organization),
  shipment: uuidOf(shipment),
  payload: {
    type,
    timestamp: isoTime(at),
    data: { parcel, label, shipment, reference, locker, cell, at: isoTime(at) },
  },
  key: `${parcel}|${occurrence}`,
})

/** A test of an endpoint that somebody asked for. */
export const testEvent = (
  webhook: WebhookId,
  organization: string,
  { at, occurrence }: Occasion,
): MachineEvent => ({
  organization,
  shipment: null,
  payload: { type: WEBHOOK_TEST, timestamp: isoTime(at), data: { webhook } },
  key: occurrence,
})

function dataOf(shipment: ShipmentFacts, parcels: readonly ParcelFacts[]): ShipmentEventData {
  const told = parcels.map(({ id: parcel, label, status }) => ({ parcel, label, status }))
  const { id, reference, status, organization, carrier, locker, readyAt, dueAt } = shipment
  const data = {
    shipment: id,
    reference,
    status,
    organization,
    carrier,
    locker,
    parcels: told,
    isCut: false,
    readyAt: readyAt === null ? null : isoTime(readyAt),
    dueAt: dueAt === null ? null : isoTime(dueAt),
  }
  const room =
    limits.webhookPayloadBytesMax - ENVELOPE_BYTES_MAX - bytesOf({ ...data, parcels: [] })
  const fitting = countThatFits(told, room)
  return fitting === told.length ? data : { ...data, parcels: told.slice(0, fitting), isCut: true }
}

/** Type and timestamp around the data, generously. */
const ENVELOPE_BYTES_MAX = 128

const bytesOf = (value: unknown) => Buffer.byteLength(JSON.stringify(value))

/** Receivers refuse what is larger than about 20 KiB; what was left out can be read from the API. */
function countThatFits(values: readonly unknown[], bytesMax: number): number {
  let bytes = 0
  const overflow = values.findIndex((value) => (bytes += bytesOf(value) + 1) > bytesMax)
  return overflow < 0 ? values.length : overflow
}
