import type { EntryBody } from '@cubby/domain/journal/entries'
import type { CellId } from '@cubby/kit/ids'
import type { WireEntry } from '@cubby/protocol/link/envelope'
import { anId } from '@cubby/testing/kernel/builders'
import { chained } from '@cubby/testing/link/chained'
import type { Place, Wish } from '../people/ledger.ts'

export const aCell = anId('cel', 1)
export const anotherCell = anId('cel', 2)
export const aLocker = anId('lck', 1)
export const aShipment = anId('shp', 1)

/** A journal of these bodies, a second apart, in one chain. */
export const aJournal = (bodies: readonly EntryBody[]): WireEntry[] =>
  chained(bodies.map((body, i) => ({ at: 1_000_000 + i * 1_000, body }))) as WireEntry[]

/** A door that somebody may open. */
export const aRequest = (cell: CellId, number = 1): EntryBody => ({
  type: 'door.requested',
  request: anId('req', number),
  cell,
  side: 'front',
  purpose: 'remote',
  right: { kind: 'command', command: anId('cmd', 1) },
  stay: null,
  session: null,
})

/** A door that has opened for it. */
export const anOpening = (cell: CellId, number = 1): EntryBody => ({
  type: 'door.opened',
  cell,
  side: 'front',
  request: anId('req', number),
})

/** A shop's wish for one parcel, answered. */
export const aWish = (over: Partial<Wish> = {}): Wish => ({
  key: 'key',
  reference: 'R-1',
  locker: aLocker,
  labels: ['R-1-0'],
  phone: '+491700000001',
  shipment: aShipment,
  cancel: 'no',
  ...over,
})

/** What people know of it. */
export const aLedger = (wish: Wish, place: Place) => ({
  wishes: [wish],
  places: new Map(wish.labels.map((label) => [label, place])),
  oddities: [] as string[],
  confirmed: new Map<string, CellId>(),
})
