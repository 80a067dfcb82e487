import { anId } from '@cubby/testing/kernel/builders'
import { describe, expect, test } from 'vitest'
import { aCell, aLedger, aLocker, anotherCell, aShipment, aWish } from './fixtures.ts'
import { comparePeople, compareSteel, type Kept } from './people.ts'

const wish = aWish()
const inside = { at: 'cell', locker: aLocker, cell: aCell } as const
const kept: Kept = {
  shipments: [{ id: aShipment, reference: 'R-1', status: 'ready' }],
  parcels: [
    { label: 'R-1-0', shipment: aShipment, status: 'stored', locker: aLocker, cell: aCell },
  ],
  deposits: [{ label: 'R-1-0', cell: aCell }],
}

describe('what people saw and what the server says', () => {
  test('agree about a parcel that lies where it was put', () => {
    expect(comparePeople(aLedger(wish, inside), kept)).toEqual([])
  })

  test('differ by a shipment that was answered and is not there', () => {
    const found = comparePeople(aLedger(wish, { at: 'van' }), {
      shipments: [],
      parcels: [],
      deposits: [],
    })
    expect(found.map(({ kind }) => kind)).toEqual(['lost', 'lost'])
  })

  test('differ by a shipment that is there twice', () => {
    const shipments = [...kept.shipments, { id: anId('shp', 2), reference: 'R-1', status: 'ready' }]
    expect(comparePeople(aLedger(wish, inside), { ...kept, shipments })).toEqual([
      { kind: 'duplicated', what: 'R-1 was announced 2 times' },
    ])
  })

  test('differ by a shipment that was answered under another id', () => {
    const other = aWish({ shipment: anId('shp', 2) })
    const found = comparePeople(aLedger(other, inside), kept)
    expect(found.map(({ kind }) => kind)).toEqual(['mismatch', 'mismatch'])
  })

  test('differ by a shipment that nobody has wished for', () => {
    const shipments = [...kept.shipments, { id: anId('shp', 2), reference: 'X', status: 'ready' }]
    expect(comparePeople(aLedger(wish, inside), { ...kept, shipments })).toMatchObject([
      { kind: 'mismatch' },
    ])
  })

  test('differ by a parcel that is out, and still stored for the server', () => {
    expect(comparePeople(aLedger(wish, { at: 'recipient' }), kept)).toEqual([
      { kind: 'mismatch', what: 'R-1-0: in reality recipient, on the server stored' },
    ])
  })

  test('differ by a parcel that lies in another cell', () => {
    const elsewhere = { ...inside, cell: anotherCell }
    expect(comparePeople(aLedger(wish, elsewhere), kept)).toMatchObject([{ kind: 'mismatch' }])
  })

  test('differ by a cell that people were told and the server does not know', () => {
    const confirmed = new Map([['R-1-0', anotherCell]])
    const deposits = [{ label: 'R-1-0', cell: anotherCell }]
    const ledger = { ...aLedger(wish, inside), confirmed }
    expect(comparePeople(ledger, { ...kept, deposits })).toEqual([])
    expect(comparePeople(ledger, kept)).toMatchObject([{ kind: 'lost' }])
  })

  test('differ by a parcel that the server has twice', () => {
    const parcels = [...kept.parcels, ...kept.parcels]
    expect(comparePeople(aLedger(wish, inside), { ...kept, parcels })).toMatchObject([
      { kind: 'duplicated' },
    ])
  })

  test.each(['answered', 'again'] as const)(
    'differ by a shipment that was called off (%s) and is not',
    (cancel) => {
      expect(comparePeople(aLedger(aWish({ cancel }), inside), kept)).toMatchObject([
        { kind: 'lost' },
      ])
    },
  )

  test.each([
    ['answered', 'withdrawn', []],
    ['answered', 'cancelled', ['mismatch']],
    ['again', 'withdrawn', []],
    ['again', 'cancelled', []],
    ['again', 'stored', ['mismatch']],
  ] as const)(
    'called off (%s) and taken back, a parcel that is %s for the server makes %j',
    (cancel, status, kinds) => {
      const found = comparePeople(aLedger(aWish({ cancel }), { at: 'taken back' }), {
        ...kept,
        shipments: [{ id: aShipment, reference: 'R-1', status: 'cancelled' }],
        parcels: kept.parcels.map((parcel) => ({ ...parcel, status })),
      })
      expect(found.map(({ kind }) => kind)).toEqual(kinds)
    },
  )

  test('tell of what nobody should ever see', () => {
    const ledger = { ...aLedger(wish, inside), oddities: ['a stranger’s parcel'] }
    expect(comparePeople(ledger, kept)).toMatchObject([{ what: 'a stranger’s parcel' }])
  })

  test('leave open what was never answered: it may be there or not', () => {
    const unanswered = aWish({ shipment: null })
    expect(comparePeople(aLedger(unanswered, { at: 'van' }), kept)).toEqual([])
    const nothing = { shipments: [], parcels: [], deposits: [] }
    expect(comparePeople(aLedger(unanswered, { at: 'van' }), nothing)).toEqual([])
  })
})

describe('what people put in and what lies behind the doors', () => {
  const machine = { name: 'one', id: aLocker }

  test('agree', () => {
    expect(compareSteel(machine, [aCell], aLedger(wish, inside))).toEqual([])
  })

  test.each([[[]], [[aCell, anotherCell]]])('disagree when %j is full', (full) => {
    expect(compareSteel(machine, full, aLedger(wish, inside))).toMatchObject([{ kind: 'mismatch' }])
  })
})
