import type { CellSpec, Layout } from '@cubby/domain/cells/layout'
import type { Rental } from '@cubby/domain/machine/rental'
import type { ServiceState } from '@cubby/domain/machine/service'
import type { StorageRules } from '@cubby/domain/processes/process'
import type { Courier } from '@cubby/domain/rights/directory'
import type { Instant } from '@cubby/kit/clock'
import type { CommandId, CourierId, LockerId, OrganizationId, ShipmentId } from '@cubby/kit/ids'
import type { OrganizationKind } from '@cubby/domain/organizations/capabilities'
import type { RightRow, ShipmentRow } from './slice.ts'

export type OrganizationRow = {
  id: OrganizationId
  kind: OrganizationKind
  /** The delivery operators that may carry for it, besides itself. */
  carriers: readonly OrganizationId[]
  rules: StorageRules
}

/** A right to be kept. `codeSealed` is the code under a key outside the store. */
export type NewRight = RightRow & { locker: LockerId; codeSealed: string }

export type CourierRow = {
  id: CourierId
  organization: OrganizationId
  name: string
  badgeVerifier: string
  pinVerifier: string | null
  validFrom: Instant
  validUntil: Instant
  revokedAt: Instant | null
  suspendedAt: Instant | null
  createdAt: Instant
} & CourierLimits

/** What limits a courier at machines. */
export type CourierLimits = Pick<Courier, 'flows' | 'hours' | 'segments' | 'carriesFor'>

/** What a machine is made of, and whether it takes parcels. */
export type MachineRow = {
  layout: Layout
  service: ServiceState
  /** Cells of earlier layouts that are not empty yet. */
  leaving: readonly CellSpec[]
}

/** What a transaction can do for shops and the network's office, beside `load` and `save`. */
export interface OfficeTransaction {
  organization(id: OrganizationId): Promise<OrganizationRow | null>
  machineOf(locker: LockerId): Promise<MachineRow | null>
  /** Its rentals that are not over, those to come included. */
  rentalsOf(locker: LockerId, now: Instant): Promise<Rental[]>
  /** False when the organization has used the reference before: one of two at the same time gets through. */
  addShipment(shipment: ShipmentRow): Promise<boolean>
  /** False when a living right of this locker has the same verifier, also when another transaction is just taking it. */
  keepRight(right: NewRight, now: Instant): Promise<boolean>
  /** The living right of a shipment that was granted last, with its code. */
  sealedRight(shipment: ShipmentId): Promise<NewRight | null>
  /** How far the locker's present journal was applied; null: it has never told us anything. */
  appliedThrough(locker: LockerId): Promise<number | null>
  /** Locks up to so many shipments whose timer is due, the earliest first; leaves those that are being changed now. */
  takeDue(now: Instant, atMost: number): Promise<ShipmentId[]>
  /** Locks up to so many commands that are neither answered nor good after this moment; leaves those being changed. */
  takeUnanswered(before: Instant, atMost: number): Promise<CommandId[]>
  /** False when a courier who was not revoked has this badge. */
  addCourier(courier: CourierRow): Promise<boolean>
  /** A courier, locked until the end of the transaction. */
  lockCourier(id: CourierId): Promise<CourierRow | null>
  revokeCourier(id: CourierId, now: Instant): Promise<void>
}
