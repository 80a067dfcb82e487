import { type IdPrefix, idOf, uuidOf } from '@cubby/kit/ids'
import type { Selectable } from 'kysely'
import type { Db } from '../../db/tables.ts'
import type { CourierLimits, CourierRow } from '../office.ts'
import type { AskedCommand, ParcelRow, ShipmentRow } from '../slice.ts'

/** Columns that make up a row as the rules know it, and how it is read from them. */
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
  'next_timer_at',
] as const
export type ShipmentRead = Pick<Selectable<Db['shipment']>, (typeof shipmentColumns)[number]>

export const shipmentOf = (row: ShipmentRead): ShipmentRow => ({
  id: idOf('shp', row.id),
  organization: idOf('org', row.organization_id),
  carrier: maybeId('org', row.carrier_id),
  locker: idOf('lck', row.locker_id),
  reference: row.reference,
  email: row.recipient_email,
  phone: row.recipient_phone,
  locale: row.recipient_locale,
  status: row.status,
  rules: row.rules,
  readyAt: row.ready_at,
  dueAt: row.due_at,
  extensions: row.extensions,
  cancelledAt: row.cancelled_at,
  cancelReason: row.cancel_reason,
  overdueAt: row.overdue_at,
  collectedAt: row.collected_at,
  nextTimerAt: row.next_timer_at,
  createdAt: row.created_at,
})

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
export type ParcelRead = Pick<Selectable<Db['parcel']>, (typeof parcelColumns)[number]>

export const parcelOf = (row: ParcelRead): ParcelRow => ({
  id: idOf('prc', row.id),
  shipment: maybeId('shp', row.shipment_id),
  organization: idOf('org', row.organization_id),
  locker: idOf('lck', row.locker_id),
  label: row.label,
  size: sizeOf(row),
  grams: row.grams,
  zone: row.zone,
  lowCell: row.low_cell,
  status: row.status,
  edgeId: maybeId('prc', row.edge_id),
  stay: maybeId('sty', row.stay_id),
  cell: maybeId('cel', row.cell_id),
  storedAt: row.stored_at,
  collectedAt: row.collected_at,
  createdAt: row.created_at,
})

/** The measures of a parcel; null when the shop did not know them. */
const sizeOf = ({ height_mm: height, width_mm: width, depth_mm: depth }: ParcelRead) =>
  height === null || width === null || depth === null ? null : { height, width, depth }

export const commandColumns = [
  'id',
  'locker_id',
  'action',
  'reason',
  'asked_by',
  'asked_by_kind',
  'as_of_seq',
  'not_before',
  'expires_at',
  'created_at',
  'status',
  'outcome',
  'answered_at',
] as const
type CommandRead = Pick<Selectable<Db['command']>, (typeof commandColumns)[number]>

export const commandOf = (row: CommandRead): AskedCommand => ({
  id: idOf('cmd', row.id),
  locker: idOf('lck', row.locker_id),
  action: row.action,
  reason: row.reason,
  askedBy: idOf(row.asked_by_kind === 'staff' ? 'stf' : 'key', row.asked_by),
  asOfSeq: row.as_of_seq,
  notBefore: row.not_before,
  expiresAt: row.expires_at,
  createdAt: row.created_at,
  status: row.status,
  outcome: row.outcome,
  answeredAt: row.answered_at,
})

export const courierColumns = [
  'id',
  'organization_id',
  'name',
  'badge_verifier',
  'pin_verifier',
  'valid_from',
  'valid_until',
  'revoked_at',
  'suspended_at',
  'flows',
  'hours',
  'segments',
  'carries_for',
  'created_at',
] as const
export type CourierRead = Pick<Selectable<Db['courier']>, (typeof courierColumns)[number]>

export const courierOf = (row: CourierRead): CourierRow => ({
  id: idOf('cur', row.id),
  organization: idOf('org', row.organization_id),
  name: row.name,
  badgeVerifier: row.badge_verifier,
  pinVerifier: row.pin_verifier,
  validFrom: row.valid_from,
  validUntil: row.valid_until,
  revokedAt: row.revoked_at,
  suspendedAt: row.suspended_at,
  flows: row.flows,
  hours: row.hours,
  segments: row.segments?.map((segment) => idOf('seg', segment)) ?? null,
  carriesFor: row.carries_for?.map((organization) => idOf('org', organization)) ?? null,
  createdAt: row.created_at,
})

/** The limits of a courier as they are stored. */
export const limitColumns = ({ flows, hours, segments, carriesFor }: CourierLimits) => ({
  flows,
  hours: hours === null ? null : JSON.stringify(hours),
  segments: segments?.map(uuidOf) ?? null,
  carries_for: carriesFor?.map(uuidOf) ?? null,
})

const maybeId = <P extends IdPrefix>(prefix: P, uuid: string | null) =>
  uuid === null ? null : idOf(prefix, uuid)
