import type { Rental } from '@cubby/domain/machine/rental'
import type { Instant } from '@cubby/kit/clock'
import type { LockerId } from '@cubby/kit/ids'
import type { MachineRow, OfficeTransaction } from '@cubby/server/store/office'
import { justAnnounced, type ShipmentRow } from '@cubby/server/store/slice'
import { inOrder } from './memory-journals.ts'
import { type KeptRight, mustExist, type Tables } from './tables.ts'

/** What shops and the network's office find in the store. */
export function officeOf(tables: Tables): OfficeTransaction {
  return {
    organization: async (id) => tables.organizations.get(id) ?? null,
    machineOf: async (locker) => machineOf(tables, locker),
    rentalsOf: async (locker, now) => rentalsOf(tables, locker, now),
    addShipment: async (shipment) => addShipment(tables, shipment),
    keepRight: async (right, now) => {
      const { locker, codeVerifier } = right
      const isTaken =
        tables.rights.has(right.id) ||
        some(tables.rights.values(), (row) => {
          return (
            row.codeVerifier === codeVerifier && row.locker === locker && row.revokedAt === null
          )
        })
      if (isTaken) return false
      mustExist(tables.shipments, right.shipment)
      mustExist(tables.lockers, right.locker)
      tables.rights.set(right.id, { ...right, createdAt: now, revokedAt: null })
      return true
    },
    sealedRight: async (shipment) => {
      const living = [...tables.rights.values()]
        .filter((row) => row.shipment === shipment && row.revokedAt === null)
        .sort(latestFirst)
      const [latest] = living
      if (!latest) return null
      const { createdAt: _createdAt, revokedAt: _revokedAt, ...right } = latest
      return right
    },
    appliedThrough: async (locker) => {
      const journals = [...tables.journals.values()].filter((row) => row.locker === locker)
      return journals.sort(inOrder).at(-1)?.appliedThrough ?? null
    },
    takeDue: async (now, atMost) =>
      [...tables.shipments.values()]
        .flatMap(({ id, nextTimerAt }) =>
          nextTimerAt !== null && nextTimerAt <= now ? [{ id, at: nextTimerAt }] : [],
        )
        .sort((one, other) => one.at - other.at || (one.id < other.id ? -1 : 1))
        .slice(0, atMost)
        .map(({ id }) => id),
    takeUnanswered: async (before, atMost) =>
      [...tables.commands.values()]
        .filter(({ status, expiresAt }) => isOpen(status) && expiresAt < before)
        .map(({ id }) => id)
        .sort()
        .slice(0, atMost),
    addCourier: async (courier) => {
      const isTaken =
        tables.couriers.has(courier.id) ||
        some(tables.couriers.values(), (row) => {
          return row.revokedAt === null && row.badgeVerifier === courier.badgeVerifier
        })
      if (isTaken) return false
      mustExist(tables.organizations, courier.organization)
      tables.couriers.set(courier.id, { ...courier, revokedAt: null })
      return true
    },
    lockCourier: async (id) => tables.couriers.get(id) ?? null,
    revokeCourier: async (id, now) =>
      tables.couriers.change(id, (row) => ({ ...row, revokedAt: now })),
  }
}

const rentalsOf = (tables: Tables, locker: LockerId, now: Instant): Rental[] =>
  [...tables.rentals.values()]
    .filter((row) => row.locker === locker && row.until > now)
    .map(({ locker: _locker, ...rental }) => rental)
    .sort((one, other) => (one.rental < other.rental ? -1 : 1))

const isOpen = (status: string) => status === 'waiting' || status === 'accepted'

/** A shipment begins as announced, whatever else its row says already. */
function addShipment(tables: Tables, shipment: ShipmentRow): boolean {
  const { organization, reference, carrier } = shipment
  const isTaken =
    tables.shipments.has(shipment.id) ||
    (reference !== null &&
      some(tables.shipments.values(), (row) => {
        return row.reference === reference && row.organization === organization
      }))
  if (isTaken) return false
  mustExist(tables.organizations, organization)
  if (carrier !== null) mustExist(tables.organizations, carrier)
  mustExist(tables.lockers, shipment.locker)
  tables.shipments.set(shipment.id, { ...shipment, ...justAnnounced, status: shipment.status })
  return true
}

const latestFirst = (one: KeptRight, other: KeptRight) => (one.id < other.id ? 1 : -1)

function some<V>(rows: Iterable<V>, is: (row: V) => boolean): boolean {
  for (const row of rows) if (is(row)) return true
  return false
}

function machineOf(tables: Tables, locker: LockerId): MachineRow | null {
  const row = tables.lockers.get(locker)
  if (!row) return null
  const { layout, service, leaving } = row
  return { layout, service, leaving }
}
