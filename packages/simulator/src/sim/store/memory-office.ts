import type { OfficeTransaction } from '@cubby/server/store/office'
import type { KeptRight, Tables } from './tables.ts'
import { inOrder } from './memory-journals.ts'

/** What shops and the network's office find in the store. */
export function officeOf(tables: Tables): OfficeTransaction {
  return {
    organization: async (id) => tables.organizations.get(id) ?? null,
    layoutOf: async (locker) => tables.lockers.get(locker)?.layout ?? null,
    addShipment: async (shipment) => {
      const { organization, reference } = shipment
      const isTaken =
        reference !== null &&
        some(tables.shipments.values(), (row) => {
          return row.organization === organization && row.reference === reference
        })
      if (!isTaken) tables.shipments.set(shipment.id, shipment)
      return !isTaken
    },
    keepRight: async (right, now) => {
      const { locker, codeVerifier } = right
      const isTaken = some(tables.rights.values(), (row) => {
        return row.revokedAt === null && row.locker === locker && row.codeVerifier === codeVerifier
      })
      if (!isTaken) tables.rights.set(right.id, { ...right, createdAt: now, revokedAt: null })
      return !isTaken
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
      const isTaken = some(tables.couriers.values(), (row) => {
        return row.revokedAt === null && row.badgeVerifier === courier.badgeVerifier
      })
      if (!isTaken) tables.couriers.set(courier.id, courier)
      return !isTaken
    },
    lockCourier: async (id) => tables.couriers.get(id) ?? null,
    revokeCourier: async (id, now) =>
      tables.couriers.change(id, (row) => ({ ...row, revokedAt: now })),
  }
}

const isOpen = (status: string) => status === 'waiting' || status === 'accepted'

const latestFirst = (one: KeptRight, other: KeptRight) =>
  other.createdAt - one.createdAt || (one.id < other.id ? 1 : -1)

function some<V>(rows: Iterable<V>, is: (row: V) => boolean): boolean {
  for (const row of rows) if (is(row)) return true
  return false
}
