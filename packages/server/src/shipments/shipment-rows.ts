import { statusMeanings } from '@cubby/domain/shipments/status'
import { must } from '@cubby/kit/assert'
import { isoTime } from '@cubby/kit/clock'
import { type ShipmentId, uuidOf } from '@cubby/kit/ids'
import type {
  ParcelReply,
  ShipmentReply,
} from '@cubby/protocol/operations/shipments/shipment-shapes'
import type { Kysely } from 'kysely'
import type { Db } from '../db/tables.ts'
import { type Caller, maySee, reachesLocker } from '../http/caller.ts'
import type { Change } from '../http/route.ts'
import { found, toldTime } from '../http/told.ts'
import type { Draft } from '../store/draft.ts'
import { parcelColumns, parcelOf, shipmentColumns, shipmentOf } from '../store/pg/rows.ts'
import type { ParcelRow, ShipmentRow } from '../store/slice.ts'

/** A parcel as the API tells of it. */
export const toldParcel = (row: ParcelRow): ParcelReply => ({
  id: row.id,
  shipment: row.shipment,
  organization: row.organization,
  locker: row.locker,
  label: row.label,
  size: row.size,
  grams: row.grams,
  zone: row.zone,
  lowCell: row.lowCell,
  status: row.status,
  cell: row.cell,
  storedAt: toldTime(row.storedAt),
  collectedAt: toldTime(row.collectedAt),
  createdAt: isoTime(row.createdAt),
})

/** A shipment as the API tells of it. */
export const toldShipment = (row: ShipmentRow, parcels: readonly ParcelRow[]): ShipmentReply => ({
  id: row.id,
  organization: row.organization,
  carrier: row.carrier,
  locker: row.locker,
  reference: row.reference,
  recipient: { email: row.email, phone: row.phone, locale: row.locale },
  status: row.status,
  meaning: { ...statusMeanings[row.status], next: [...statusMeanings[row.status].next] },
  parcels: parcels.map(toldParcel),
  createdAt: isoTime(row.createdAt),
  readyAt: toldTime(row.readyAt),
  dueAt: toldTime(row.dueAt),
  extensions: row.extensions,
  extensionsMax: row.rules.extensionsMax,
  overdueAt: toldTime(row.overdueAt),
  collectedAt: toldTime(row.collectedAt),
  cancelledAt: toldTime(row.cancelledAt),
  cancelReason: row.cancelReason,
})

/**
 * An announcement, for the activity: without the recipient, whom the shipment itself names, and whom an erasure would have to
 * look for in every row.
 */
export const announced = (told: ShipmentReply): Change => {
  const { id: thing, organization, carrier, locker, reference, status, parcels } = told
  const labels = parcels.map(({ label }) => label)
  return {
    thing,
    before: null,
    after: { organization, carrier, locker, reference, status, parcels: labels },
  }
}

/** The same of a shipment that was just changed. */
export const toldFrom = (draft: Draft, id: ShipmentId): ShipmentReply =>
  toldShipment(must(draft.shipments.get(id), 'the shipment is in the draft'), draft.parcelsOf(id))

/** True for shipments that the caller may see. */
export const visibleTo = (caller: Caller) => (shipment: ShipmentRow) =>
  maySee(caller, uuidOf(shipment.organization)) && reachesLocker(caller, uuidOf(shipment.locker))

/** The parcels of some shipments, in the order in which they were announced. */
export async function parcelsByShipment(
  db: Kysely<Db>,
  shipments: readonly ShipmentId[],
): Promise<Map<string, ParcelRow[]>> {
  if (shipments.length === 0) return new Map()
  const rows = await db
    .selectFrom('parcel')
    .select(parcelColumns)
    .where('shipment_id', 'in', shipments.map(uuidOf))
    .orderBy('id')
    .execute()
  return Map.groupBy(rows.map(parcelOf), (row) => row.shipment ?? '')
}

/** Those of these shipments of which the caller may know. */
export async function shipmentsSeen(
  db: Kysely<Db>,
  caller: Caller,
  ids: readonly ShipmentId[],
): Promise<ShipmentId[]> {
  if (ids.length === 0) return []
  const rows = await db
    .selectFrom('shipment')
    .select(shipmentColumns)
    .where('id', 'in', ids.map(uuidOf))
    .execute()
  return rows
    .map(shipmentOf)
    .filter(visibleTo(caller))
    .map(({ id }) => id)
}

/** A shipment that the caller may see, with its parcels, to be read only; 404 for anybody else's. */
export async function shipmentSeen(
  db: Kysely<Db>,
  caller: Caller,
  id: ShipmentId,
): Promise<{ shipment: ShipmentRow; parcels: ParcelRow[] }> {
  const row = await db
    .selectFrom('shipment')
    .select(shipmentColumns)
    .where('id', '=', uuidOf(id))
    .executeTakeFirst()
  const read = row && shipmentOf(row)
  const shipment = found(read && visibleTo(caller)(read) ? read : null, 'shipment')
  const parcels = await parcelsByShipment(db, [id])
  return { shipment, parcels: parcels.get(id) ?? [] }
}
