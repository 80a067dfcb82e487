import { days, type Instant, later } from '@cubby/kit/clock'
import type { GrantId, OrganizationId, ParcelId, ShipmentId } from '@cubby/kit/ids'
import type { Grams, Size } from '@cubby/kit/units'
import type { Zone } from '../cells/layout.ts'
import type { GrantClaims, Plan } from '../rights/directory.ts'
import { type Leg, storageAtLocker, type StorageRules } from './process.ts'

export type PlannedParcel = {
  id: ParcelId
  label: string
  size: Size | null
  grams: Grams
  zone: Zone
  lowCell: boolean
}

export type PlannedShipment = {
  id: ShipmentId
  organization: OrganizationId
  carrier: OrganizationId | null
  parcels: readonly PlannedParcel[]
  /** When the storage of a parcel ends after an extension; null: by the rule, from the deposit on. */
  dueAt: Instant | null
  recalled: boolean
}

/** A right outlives its storage time by this: the recipient may come until a courier has been there. */
export const grantLife = days(90)

/** What the locker must expect: one plan per parcel. */
export function plansOf(leg: Leg, shipment: PlannedShipment, rules: StorageRules): Plan[] {
  return shipment.parcels.map((parcel) => ({
    parcel: parcel.id,
    shipment: shipment.id,
    organization: shipment.organization,
    carrier: shipment.carrier,
    label: parcel.label,
    purpose: leg.purpose,
    size: parcel.size,
    grams: parcel.grams,
    zone: parcel.zone,
    lowCell: parcel.lowCell,
    mayShareCell: rules.mayShareCell,
    storageMs: storageAtLocker(rules),
    dueAt: shipment.dueAt,
    recalled: shipment.recalled,
  }))
}

/** Who may take it out: one grant for all parcels of the leg. The caller signs it. */
export function grantOf(
  shipment: PlannedShipment,
  right: { id: GrantId; codeVerifier: string | null; from: Instant },
): GrantClaims {
  return {
    grant: right.id,
    purpose: 'collect',
    parcels: shipment.parcels.map((parcel) => parcel.id),
    codeVerifier: right.codeVerifier,
    validFrom: right.from,
    validUntil: later(right.from, grantLife),
  }
}
