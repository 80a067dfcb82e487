/** Where a parcel is, as the server knows it from the locker's journal and its own decisions. */
export const parcelStatuses = [
  'announced',
  'stored',
  'collected',
  'withdrawn',
  'cancelled',
  'disputed',
] as const
export type ParcelStatus = (typeof parcelStatuses)[number]

/** True while the parcel lies in a cell, as far as anybody knows. */
export const isInside = (status: ParcelStatus) => status === 'stored' || status === 'disputed'

export const shipmentStatuses = [
  'announced',
  'partly-stored',
  'ready',
  'overdue',
  'collected',
  'withdrawn',
  'cancelled',
  'disputed',
] as const
export type ShipmentStatus = (typeof shipmentStatuses)[number]

type Meaning = {
  /** Who has the goods. */
  holder: 'sender' | 'courier' | 'locker' | 'recipient' | 'nobody'
  final: boolean
  billable: boolean
  /** What may come next; anything else is a fault. */
  next: readonly ShipmentStatus[]
  meaning: string
}

/** What each status means, for machines too: integrators read this instead of guessing from names. */
export const statusMeanings: Record<ShipmentStatus, Meaning> = {
  announced: {
    holder: 'courier',
    final: false,
    billable: false,
    next: ['partly-stored', 'ready', 'cancelled'],
    meaning: 'The shop has told us; nothing is in the locker yet.',
  },
  'partly-stored': {
    holder: 'courier',
    final: false,
    billable: true,
    next: ['ready', 'overdue', 'collected', 'withdrawn', 'cancelled', 'disputed', 'announced'],
    meaning:
      'Some parcels have come to the locker and others have not; the recipient waits for all.',
  },
  ready: {
    holder: 'locker',
    final: false,
    billable: true,
    next: ['collected', 'overdue', 'withdrawn', 'cancelled', 'disputed', 'partly-stored'],
    meaning: 'All parcels are in the locker and the recipient has been told.',
  },
  overdue: {
    holder: 'locker',
    final: false,
    billable: true,
    next: ['collected', 'withdrawn', 'ready', 'cancelled', 'disputed', 'partly-stored'],
    meaning:
      'Storage time is over; a courier will take it back, the recipient may still be faster.',
  },
  collected: {
    holder: 'recipient',
    final: true,
    billable: true,
    next: ['disputed'],
    meaning: 'Everything has been taken out by the recipient.',
  },
  withdrawn: {
    holder: 'courier',
    final: false,
    billable: true,
    next: ['ready', 'partly-stored', 'collected', 'cancelled', 'disputed'],
    meaning:
      'A courier has taken it back out; it is on its way to the shop, or will be put in again.',
  },
  cancelled: {
    holder: 'nobody',
    final: true,
    billable: false,
    next: [],
    meaning: 'Called off by the shop. If it was inside, a courier will take it out.',
  },
  disputed: {
    holder: 'locker',
    final: false,
    billable: true,
    next: ['ready', 'partly-stored', 'overdue', 'collected', 'withdrawn', 'cancelled'],
    meaning:
      'Somebody reported that something is wrong; the cell is kept as it is until it is settled.',
  },
}

/** A shipment's status follows from its parcels and from nothing else, so the two can never disagree. */
export function shipmentStatusOf(
  parcels: readonly ParcelStatus[],
  facts: { cancelled: boolean; overdue: boolean },
): ShipmentStatus {
  const live = parcels.filter((status) => status !== 'cancelled')
  if (facts.cancelled || live.length === 0) return 'cancelled'
  if (live.includes('disputed')) return 'disputed'
  if (live.every((status) => status === 'collected')) return 'collected'
  if (live.every((status) => status === 'collected' || status === 'withdrawn')) return 'withdrawn'
  const inside = live.filter((status) => status === 'stored').length
  // Something was here and the rest is still to come: that is no longer merely announced.
  if (inside === 0)
    return live.every((status) => status === 'announced') ? 'announced' : 'partly-stored'
  if (facts.overdue) return 'overdue'
  return live.includes('announced') || live.includes('withdrawn') ? 'partly-stored' : 'ready'
}

/** Which actions a shipment allows; server, apps and docs ask this one table. */
const allowedIn = {
  cancel: ['announced', 'partly-stored', 'ready', 'overdue', 'withdrawn'],
  extend: ['partly-stored', 'ready', 'overdue'],
  'change-recipient': ['announced', 'partly-stored', 'ready', 'overdue', 'withdrawn', 'disputed'],
  'tell-again': ['partly-stored', 'ready', 'overdue', 'disputed'],
  'read-code': ['announced', 'partly-stored', 'ready', 'overdue', 'disputed'],
} satisfies Record<string, ShipmentStatus[]>

export type ShipmentAction = keyof typeof allowedIn

/** True when a shipment in this status allows the action. */
export const shipmentCan = (action: ShipmentAction, status: ShipmentStatus) =>
  (allowedIn[action] as ShipmentStatus[]).includes(status)
