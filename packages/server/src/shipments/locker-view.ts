import { handover } from '@cubby/domain/processes/delivery'
import { grantOf, type PlannedShipment, plansOf } from '@cubby/domain/processes/compile'
import type { Instant } from '@cubby/kit/clock'
import { type GrantId, idOf, type LockerId, type ParcelId } from '@cubby/kit/ids'
import { feedKey } from '@cubby/protocol/link/messages'
import type { FeedChange } from '../feed/feed-types.ts'
import type { ServerKeys } from '../keys/server-keys.ts'
import { type ParcelRow, type ShipmentRow, sizeOf } from './shipment-rows.ts'

type Planned = Pick<
  ShipmentRow,
  | 'id'
  | 'organization_id'
  | 'carrier_id'
  | 'locker_id'
  | 'rules'
  | 'cancelled_at'
  | 'due_at'
  | 'extensions'
>

/** A locker that took the parcel before its announcement goes on calling it by the id it minted. */
export const idAtLocker = (parcel: Pick<ParcelRow, 'id' | 'edge_id'>): ParcelId =>
  idOf('prc', parcel.edge_id ?? parcel.id)

const lockerOf = (shipment: Pick<ShipmentRow, 'locker_id'>): LockerId =>
  idOf('lck', shipment.locker_id)
const streamOf = (shipment: Pick<ShipmentRow, 'locker_id'>) => `locker:${lockerOf(shipment)}`

/** What the locker must expect. */
export function planChanges(shipment: Planned, parcels: readonly ParcelRow[]): FeedChange[] {
  return plansOf(handover, planned(shipment, parcels), shipment.rules).map((plan) => ({
    stream: streamOf(shipment),
    key: feedKey('parcel', plan.parcel),
    body: plan,
  }))
}

/** The locker need not expect these any more. */
export const planTombstones = (shipment: Planned, parcels: readonly ParcelRow[]): FeedChange[] =>
  parcels.map((parcel) => ({
    stream: streamOf(shipment),
    key: feedKey('parcel', idAtLocker(parcel)),
    body: null,
  }))

/** Who may take it out, signed for this one locker. */
export function grantChange(
  keys: Pick<ServerKeys, 'signGrant'>,
  shipment: Planned,
  parcels: readonly ParcelRow[],
  right: { id: GrantId; codeVerifier: string; from: Instant },
): FeedChange {
  const claims = grantOf(planned(shipment, parcels), right)
  return {
    stream: streamOf(shipment),
    key: feedKey('grant', right.id),
    body: keys.signGrant(lockerOf(shipment), claims),
  }
}

export const grantTombstone = (shipment: Planned, grant: string): FeedChange => ({
  stream: streamOf(shipment),
  key: feedKey('grant', idOf('grn', grant)),
  body: null,
})

const planned = (shipment: Planned, parcels: readonly ParcelRow[]): PlannedShipment => ({
  id: idOf('shp', shipment.id),
  organization: idOf('org', shipment.organization_id),
  carrier: shipment.carrier_id === null ? null : idOf('org', shipment.carrier_id),
  parcels: parcels.map((parcel) => ({
    id: idAtLocker(parcel),
    label: parcel.label,
    size: sizeOf(parcel),
    grams: parcel.grams,
    zone: parcel.zone,
    lowCell: parcel.low_cell,
  })),
  // Until it is moved the locker counts from the deposit, which it alone has seen.
  dueAt: shipment.extensions > 0 ? shipment.due_at : null,
  recalled: shipment.cancelled_at !== null,
})
