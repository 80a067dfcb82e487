import type { Instant } from '@cubby/kit/clock'
import type { ParcelId } from '@cubby/kit/ids'
import type { Stay, StayItem } from '../cells/stay.ts'
import type { Entry } from '../journal/entries.ts'

/** One stay after an entry about it; undefined as long as nothing was allocated. */
export function evolveStay(stay: Stay | undefined, entry: Entry): Stay | undefined {
  const { body } = entry
  const at = entry.at as Instant
  if (body.type === 'stay.allocated') {
    const item: StayItem = {
      parcel: body.parcel,
      label: body.label,
      announced: body.announced,
      inside: false,
    }
    if (stay) return { ...stay, items: [...without(stay.items, [item.parcel]), item] }
    const { cell, purpose, organization, shipment, courier } = body
    return {
      id: body.stay,
      cell,
      purpose,
      organization,
      shipment,
      courier,
      items: [item],
      phase: 'allocated',
      allocatedAt: at,
      storedAt: null,
      dueAt: null,
      endedAt: null,
    }
  }
  if (!stay) return undefined
  switch (body.type) {
    case 'door.opened':
      return stay.phase === 'allocated' ? { ...stay, phase: 'depositing' } : stay
    case 'stay.deposited':
      return {
        ...stay,
        phase: 'stored',
        items: stay.items.map((item) =>
          body.parcels.includes(item.parcel) ? { ...item, inside: true } : item,
        ),
        storedAt: stay.storedAt ?? at,
        dueAt: (body.dueAt ?? stay.dueAt) as Instant | null,
      }
    case 'stay.collected':
      return { ...stay, phase: 'collected', endedAt: at }
    case 'stay.withdrawn':
      return { ...stay, phase: 'withdrawn', endedAt: at }
    case 'cell.unblocked':
      // Staff have looked: the dispute is settled, and what was on record before it counts again.
      return stay.phase === 'disputed'
        ? { ...stay, phase: stay.endedAt === null ? 'stored' : 'collected' }
        : stay
    case 'stay.cancelled': {
      const items = without(stay.items, body.parcels)
      return items.length > 0 ? { ...stay, items } : { ...stay, phase: 'cancelled', endedAt: at }
    }
    case 'stay.disputed':
      return { ...stay, phase: 'disputed' }
    default:
      return stay
  }
}

const without = (items: readonly StayItem[], parcels: readonly ParcelId[]) =>
  items.filter((item) => !parcels.includes(item.parcel))
