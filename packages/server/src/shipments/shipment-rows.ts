import { statusMeanings } from '@cubby/domain/shipments/status'
import { isoTime } from '@cubby/kit/clock'
import { idOf, uuidOf } from '@cubby/kit/ids'
import type {
  ParcelReply,
  ShipmentReply,
} from '@cubby/protocol/operations/shipments/shipment-shapes'
import type { Kysely, Selectable, Transaction } from 'kysely'
import type { Db } from '../db/tables.ts'
import { type Caller, maySee } from '../http/caller.ts'
import { found, toldId, toldTime } from '../http/told.ts'

export const shipmentColumns = [
  'id',
  'organization_id',
  'carrier_id',
  'locker_id',
  'reference',
  'recipient_email',
  'recipient_phone',
  'recipient_locale',
  'status',
  'rules',
  'created_at',
  'ready_at',
  'due_at',
  'extensions',
  'cancelled_at',
  'cancel_reason',
  'overdue_at',
  'collected_at',
] as const
export type ShipmentRow = Pick<Selectable<Db['shipment']>, (typeof shipmentColumns)[number]>

export const parcelColumns = [
  'id',
  'shipment_id',
  'organization_id',
  'locker_id',
  'label',
  'height_mm',
  'width_mm',
  'depth_mm',
  'grams',
  'zone',
  'low_cell',
  'status',
  'edge_id',
  'stay_id',
  'cell_id',
  'stored_at',
  'collected_at',
  'created_at',
] as const
export type ParcelRow = Pick<Selectable<Db['parcel']>, (typeof parcelColumns)[number]>

/** A parcel as the API tells of it. */
export const toldParcel = (row: ParcelRow): ParcelReply => ({
  id: idOf('prc', row.id),
  shipment: toldId('shp', row.shipment_id),
  organization: idOf('org', row.organization_id),
  locker: idOf('lck', row.locker_id),
  label: row.label,
  size: sizeOf(row),
  grams: row.grams,
  zone: row.zone,
  lowCell: row.low_cell,
  status: row.status,
  cell: toldId('cel', row.cell_id),
  storedAt: toldTime(row.stored_at),
  collectedAt: toldTime(row.collected_at),
  createdAt: isoTime(row.created_at),
})

/** The measures of a parcel; null when the shop did not know them. */
export const sizeOf = ({ height_mm: height, width_mm: width, depth_mm: depth }: ParcelRow) =>
  height === null || width === null || depth === null ? null : { height, width, depth }

/** A shipment as the API tells of it. */
export const toldShipment = (row: ShipmentRow, parcels: readonly ParcelRow[]): ShipmentReply => ({
  id: idOf('shp', row.id),
  organization: idOf('org', row.organization_id),
  carrier: toldId('org', row.carrier_id),
  locker: idOf('lck', row.locker_id),
  reference: row.reference,
  recipient: {
    email: row.recipient_email,
    phone: row.recipient_phone,
    locale: row.recipient_locale,
  },
  status: row.status,
  meaning: { ...statusMeanings[row.status], next: [...statusMeanings[row.status].next] },
  parcels: parcels.map(toldParcel),
  createdAt: isoTime(row.created_at),
  readyAt: toldTime(row.ready_at),
  dueAt: toldTime(row.due_at),
  extensions: row.extensions,
  extensionsMax: row.rules.extensionsMax,
  overdueAt: toldTime(row.overdue_at),
  collectedAt: toldTime(row.collected_at),
  cancelledAt: toldTime(row.cancelled_at),
  cancelReason: row.cancel_reason,
})

/** The parcels of some shipments, in the order in which they were announced. */
export async function parcelsByShipment(
  db: Kysely<Db>,
  shipments: readonly string[],
): Promise<Map<string, ParcelRow[]>> {
  if (shipments.length === 0) return new Map()
  const rows = await db
    .selectFrom('parcel')
    .select(parcelColumns)
    .where('shipment_id', 'in', [...shipments])
    .orderBy('id')
    .execute()
  return Map.groupBy(rows, (row) => row.shipment_id ?? '')
}

/** A shipment that the caller may see, with its parcels; 404 for anybody else's. */
export async function shipmentSeen(
  trx: Transaction<Db>,
  caller: Caller,
  shipment: string,
  options: { lock: boolean } = { lock: false },
): Promise<{ row: ShipmentRow; parcels: ParcelRow[] }> {
  const row = await trx
    .selectFrom('shipment')
    .select(shipmentColumns)
    .where('id', '=', uuidOf(shipment))
    // Whoever changes a shipment holds its row first, so that two changes follow each other.
    .$if(options.lock, (q) => q.forUpdate())
    .executeTakeFirst()
  const seen = found(row && maySee(caller, row.organization_id) ? row : null, 'shipment')
  const parcels = await parcelsByShipment(trx, [seen.id])
  return { row: seen, parcels: parcels.get(seen.id) ?? [] }
}
