import { must } from '@cubby/kit/assert'
import type { Instant } from '@cubby/kit/clock'
import type { CellId, GrantId, LockerId, OrganizationId, ShipmentId } from '@cubby/kit/ids'
import type { Size } from '@cubby/kit/units'

/** Where a parcel really is. */
export type Place =
  | { at: 'courier' }
  | { at: 'cell'; locker: LockerId; cell: CellId }
  | { at: 'recipient' }
  | { at: 'shop' }

export type GhostParcel = {
  label: string
  size: Size
  grams: number
  shipment: GhostShipment
  place: Place
  /** What a person did with it that no machine could have known; null while everybody kept to the rules. */
  mishap: string | null
}

export type GhostShipment = {
  reference: string
  /** Who sends it. */
  firm: OrganizationId
  /** Whose couriers carry it. */
  carrier: OrganizationId
  locker: LockerId
  phone: string
  parcels: GhostParcel[]
  announcedAt: Instant | null
  /** What the API answered; null while the shop has no answer yet. */
  id: ShipmentId | null
  grant: GrantId | null
  /** The code, once the recipient was told. */
  code: string | null
  cancelledAt: Instant | null
  /** A courier brings it without anybody having announced it. */
  isStranger: boolean
  /** What the servers have lost with everything since their backup: the shop must say it again. */
  mustRepeat: 'announcement' | 'cancellation' | null
  /** Nobody carries this one on: its recipient has given up, or it went back. */
  isOver: boolean
}

/** What really happened to every parcel: the truth that records are held against. */
export class Ledger {
  readonly parcels = new Map<string, GhostParcel>()
  readonly shipments: GhostShipment[] = []
  /** Labels by the shipment that the server gave an id. */
  readonly byShipment = new Map<ShipmentId, GhostShipment>()
  readonly byGrant = new Map<GrantId, GhostShipment>()

  add(shipment: GhostShipment) {
    this.shipments.push(shipment)
    for (const parcel of shipment.parcels) this.parcels.set(parcel.label, parcel)
  }

  parcel(label: string): GhostParcel {
    return must(this.parcels.get(label), `nobody ever sent ${label}`)
  }

  /** What the couriers of this firm still have to bring to this machine. */
  toBring(locker: LockerId, carrier: OrganizationId): GhostParcel[] {
    return [...this.parcels.values()].filter(
      ({ place, shipment }) =>
        place.at === 'courier' &&
        shipment.locker === locker &&
        shipment.carrier === carrier &&
        shipment.cancelledAt === null,
    )
  }
}
