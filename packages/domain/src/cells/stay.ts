import type { Instant } from '@cubby/kit/clock'
import type {
  CellId,
  CourierId,
  OrganizationId,
  ParcelId,
  ShipmentId,
  StayId,
} from '@cubby/kit/ids'
import type { Purpose } from './layout.ts'

/** One parcel of a stay. `inside` turns true when the door closed behind it, not when somebody says so. */
export type StayItem = { parcel: ParcelId; label: string; announced: boolean; inside: boolean }

/**
 * "Being collected" is no phase: it is a door that stands open for that purpose, and the door says so itself. One
 * fact in two places would have to be mended whenever somebody walks away.
 */
export type StayPhase =
  | 'allocated'
  | 'depositing'
  | 'stored'
  | 'collected'
  | 'withdrawn'
  | 'cancelled'
  | 'disputed'

/** One occupancy of one cell: what is inside, since when, until when, for whom. */
export type Stay = {
  id: StayId
  cell: CellId
  phase: StayPhase
  purpose: Purpose
  organization: OrganizationId
  shipment: ShipmentId | null
  courier: CourierId | null
  items: readonly StayItem[]
  allocatedAt: Instant
  storedAt: Instant | null
  /** When storage ends by the rule known at the deposit; a plan in the feed may have moved it since. */
  dueAt: Instant | null
  endedAt: Instant | null
}

const holding: readonly StayPhase[] = ['allocated', 'depositing', 'stored', 'disputed']
const ended: readonly StayPhase[] = ['collected', 'withdrawn', 'cancelled']

/** The cell belongs to this stay: nobody else's parcel may be put there. */
export const holdsCell = (stay: Stay) => holding.includes(stay.phase)
export const isEnded = (stay: Stay) => ended.includes(stay.phase)
/** It was taken out, as far as the door can tell; a dispute about that may still go on. */
export const wasTakenOut = (stay: Stay) => stay.endedAt !== null && stay.phase !== 'cancelled'
/** Something is in the cell that a person may take out. */
export const hasParcels = (stay: Stay) =>
  stay.endedAt === null &&
  (stay.phase === 'stored' || stay.phase === 'disputed') &&
  stay.items.some((item) => item.inside)
/** The parcels that went in and are there. */
export const parcelsInside = (stay: Stay) =>
  stay.items.filter((item) => item.inside).map((item) => item.parcel)
/** The parcels a door was opened for that has not closed behind them. */
export const parcelsPending = (stay: Stay) =>
  stay.items.filter((item) => !item.inside).map((item) => item.parcel)
