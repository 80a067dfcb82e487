import type { EntryBody } from '@cubby/domain/journal/entries'
import { sha256 } from '@cubby/keys/digest'
import type { CellId } from '@cubby/kit/ids'
import { chainHash, GENESIS, type WireEntry } from '@cubby/protocol/link/envelope'
import { anId } from '@cubby/testing/kernel/builders'
import type { Place, Wish } from '../people/ledger.ts'

export const aCell = anId('cel', 1)
export const anotherCell = anId('cel', 2)
export const aLocker = anId('lck', 1)
export const aShipment = anId('shp', 1)

type Stamp = Pick<WireEntry, 'at' | 'boot' | 'mono'>

/** A journal of these bodies, a second apart and of one life unless `stamped` says otherwise. */
export function aJournal(
  bodies: readonly EntryBody[],
  stamped: (i: number) => Partial<Stamp> = () => ({}),
): WireEntry[] {
  let before = GENESIS
  return bodies.map((body, i) => {
    const stamp = { at: 1_000_000 + i * 1_000, boot: anId('bot', 1), mono: i * 1_000 }
    const bare = { seq: i + 1, ...stamp, ...stamped(i), synced: true, body }
    const hash = chainHash(sha256, before, bare)
    before = hash
    return { ...bare, hash }
  })
}

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
