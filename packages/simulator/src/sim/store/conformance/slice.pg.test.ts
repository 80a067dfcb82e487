import { freshCell } from '@cubby/domain/cells/cell-state'
import { uuidOf } from '@cubby/kit/ids'
import { cellKey, emptySlice, type Slice } from '@cubby/server/store/slice'
import { anId, carrier, morning, shop, stranger } from '@cubby/testing/kernel/builders'
import { describe, expect, test } from 'vitest'
import { eachStore, latecomer, lockers } from './each-store.ts'
import {
  aCellWith,
  anEndpoint,
  announced,
  aParcel,
  aQuestion,
  aRight,
  aShipment,
  aStay,
  aStranger,
  load,
  save,
  shipmentIds,
} from './samples.ts'

const [here, there] = lockers
const numbersIn = (ids: Iterable<string>, prefix: 'prc' | 'shp' | 'sty' | 'grn' | 'cmd') => {
  const numbers = new Map(Array.from({ length: 20 }, (_, n) => [anId(prefix, n) as string, n]))
  return [...ids].map((id) => numbers.get(id))
}
/** What was loaded, by the numbers of the samples; in the order of the slice where that is promised. */
const loaded = ({ shipments, parcels, rights, stays }: Slice) => ({
  shipments: numbersIn(shipments.keys(), 'shp'),
  parcels: numbersIn(parcels.keys(), 'prc'),
  rights: numbersIn(rights.keys(), 'grn'),
  stays: numbersIn([...stays.keys()].toSorted(), 'sty'),
})
const nothing = { shipments: [], parcels: [], rights: [], stays: [] }

eachStore((at) => {
  /** Shipments 1 and 2; the second has three parcels, of which the locker calls the last by another name. */
  const twoShipments = () =>
    announced(
      at(),
      [1, 2],
      [
        aParcel(4, { shipment: anId('shp', 2) }),
        aParcel(3, { shipment: anId('shp', 2), edgeId: anId('prc', 13), status: 'stored' }),
      ],
    )

  test('nothing comes when nothing is wanted', async () => {
    await twoShipments()
    expect(await load(at(), {})).toEqual(emptySlice())
  })

  test('what does not exist is left out', async () => {
    const slice = await load(at(), {
      cells: [{ locker: here, cell: anId('cel', 9) }],
      stays: [anId('sty', 9)],
      disputedIn: [{ locker: here, cell: anId('cel', 9) }],
      parcels: [anId('prc', 9)],
      shipments: [anId('shp', 9)],
      commands: [anId('cmd', 9)],
      labels: [{ locker: here, label: 'x' }],
      strangers: [{ locker: here, label: 'x' }],
      organizations: [anId('org', 99)],
      listeners: [anId('org', 99)],
    })
    expect(slice).toEqual(emptySlice())
  })

  describe('with a shipment', () => {
    test('all its parcels and rights come, each kind by id', async () => {
      await twoShipments()
      const slice = await load(at(), { shipments: shipmentIds(2, 1, 2) })
      expect(loaded(slice)).toEqual({
        ...nothing,
        shipments: [1, 2],
        parcels: [1, 2, 3, 4],
        rights: [1, 2],
      })
      expect(slice.shipments.get(anId('shp', 1))).toEqual(aShipment(1))
      expect(slice.parcels.get(anId('prc', 1))).toEqual(aParcel(1))
      const { id, shipment, codeVerifier, validFrom, validUntil } = aRight(1)
      expect(slice.rights.get(anId('grn', 1))).toEqual({
        id,
        shipment,
        codeVerifier,
        validFrom,
        validUntil,
      })
    })

    test('revoked rights stay away', async () => {
      await twoShipments()
      await save(at(), { revokedRights: [anId('grn', 2)] })
      expect(loaded(await load(at(), { shipments: shipmentIds(2) })).rights).toEqual([])
    })

    test('the endpoints of its organization come that are not disabled, by id', async () => {
      await twoShipments()
      for (const endpoint of [
        anEndpoint(3),
        anEndpoint(1, { events: ['parcel.stored', 'shipment.ready'] }),
        anEndpoint(2, { disabledAt: morning }),
        anEndpoint(4, { organization_id: uuidOf(carrier) }),
        anEndpoint(5, { organization_id: uuidOf(stranger) }),
      ])
        await at().addEndpoint(endpoint)
      const { endpoints } = await load(at(), { shipments: shipmentIds(1) })
      expect(endpoints.map(({ id }) => id)).toEqual([anEndpoint(1).id, anEndpoint(3).id])
      expect(endpoints[0]).toEqual({
        id: anEndpoint(1).id,
        organization_id: uuidOf(shop),
        events: ['parcel.stored', 'shipment.ready'],
      })
      const others = await load(at(), { shipments: shipmentIds(1), listeners: [carrier, carrier] })
      expect(others.endpoints.map(({ id }) => id)).toEqual([1, 3, 4].map((n) => anEndpoint(n).id))
    })
  })

  describe('with a parcel', () => {
    test('its shipment comes, and with that all the others of it', async () => {
      await twoShipments()
      const slice = await load(at(), { parcels: [anId('prc', 4)] })
      expect(loaded(slice)).toEqual({
        ...nothing,
        shipments: [2],
        parcels: [2, 3, 4],
        rights: [2],
      })
    })

    test('the name that its locker gave it is as good', async () => {
      await twoShipments()
      expect(loaded(await load(at(), { parcels: [anId('prc', 13)] })).shipments).toEqual([2])
    })

    test('of no shipment nothing else comes', async () => {
      await save(at(), { newParcels: [aStranger(5, { stay: anId('sty', 5) }), aStranger(6)] })
      await save(at(), { stays: [aStay(5, [5, 6])] })
      expect(loaded(await load(at(), { parcels: [anId('prc', 5)] }))).toEqual({
        ...nothing,
        parcels: [5],
      })
    })

    test('of no shipment the name that the locker gave is none', async () => {
      await save(at(), { newParcels: [aStranger(5, { edgeId: anId('prc', 15) })] })
      expect(loaded(await load(at(), { parcels: [anId('prc', 15)] }))).toEqual(nothing)
    })
  })

  describe('with a stay', () => {
    test('its parcels come, with all that comes with these', async () => {
      await twoShipments()
      await save(at(), { stays: [aStay(1, [13, 5])], newParcels: [aStranger(5)] })
      expect(loaded(await load(at(), { stays: [anId('sty', 1)] }))).toEqual({
        shipments: [2],
        parcels: [2, 3, 4, 5],
        rights: [2],
        stays: [1],
      })
    })

    test('it comes whichever locker it is at', async () => {
      await save(at(), { stays: [aStay(1, [], { at: there, courier: anId('cur', 1) })] })
      const { stays } = await load(at(), { stays: [anId('sty', 1)] })
      expect([...stays.values()]).toEqual([aStay(1, [], { at: there, courier: anId('cur', 1) })])
    })
  })

  describe('with a cell', () => {
    const wanted = { cells: [{ locker: here, cell: anId('cel', 1) }] }

    test('the stay comes that holds it, with its parcels', async () => {
      await twoShipments()
      const cell = aCellWith({ kind: 'occupied', stay: anId('sty', 1) })
      await save(at(), { cells: [cell], stays: [aStay(1, [1]), aStay(2)] })
      const slice = await load(at(), { cells: [...wanted.cells, ...wanted.cells] })
      expect(slice.cells).toEqual(new Map([[cellKey(here, anId('cel', 1)), cell.state]]))
      expect(loaded(slice)).toMatchObject({ shipments: [1], stays: [1] })
    })

    test('the stays come that have a door of it open', async () => {
      const cause = (stay: number | null) => ({
        request: anId('req', 1),
        purpose: 'collect' as const,
        session: null,
        right: { kind: 'grant' as const, grant: anId('grn', 1) },
        stay: stay === null ? null : anId('sty', stay),
        requestedAt: morning,
        openedAt: morning,
        gaveUp: false,
      })
      const door = (stay: number | null) => ({
        door: 'open' as const,
        since: morning,
        leftOpenTold: false,
        cause: cause(stay),
      })
      const doors = { front: door(1), back: door(null) }
      await save(at(), {
        cells: [aCellWith({ kind: 'reserved', stay: anId('sty', 2) }, { doors })],
        stays: [aStay(1), aStay(2), aStay(3)],
      })
      expect(loaded(await load(at(), wanted)).stays).toEqual([1, 2])
    })

    test('of another locker with the same id nothing comes', async () => {
      await save(at(), { cells: [{ ...aCellWith({ kind: 'free' }), locker: there }] })
      expect((await load(at(), wanted)).cells.size).toBe(0)
    })

    test('that is free no stay comes', async () => {
      await save(at(), { cells: [aCellWith({ kind: 'free' })], stays: [aStay(1)] })
      const slice = await load(at(), wanted)
      expect([...slice.cells.values()]).toEqual([{ ...freshCell, touchedSeq: 1 }])
      expect(loaded(slice)).toEqual(nothing)
    })
  })

  test('with a cell that staff looked into, the disputed stays in it come, and their parcels', async () => {
    await twoShipments()
    await save(at(), {
      stays: [
        aStay(1, [1], { phase: 'disputed' }),
        aStay(2, [2], { phase: 'stored' }),
        aStay(3, [], { phase: 'disputed', at: there }),
        aStay(4, [], { phase: 'disputed', cell: anId('cel', 2) }),
        aStay(5, [], { phase: 'disputed', endedAt: morning }),
      ],
    })
    const slice = await load(at(), { disputedIn: [{ locker: here, cell: anId('cel', 1) }] })
    expect(loaded(slice)).toMatchObject({ shipments: [1], stays: [1, 5] })
    await save(at(), { stays: [aStay(1, [1], { phase: 'collected' })] })
    const later = await load(at(), { disputedIn: [{ locker: here, cell: anId('cel', 1) }] })
    expect(loaded(later)).toEqual({ ...nothing, stays: [5] })
  })

  describe('with a label that came unannounced', () => {
    const label = (text: string) => ({ labels: [{ locker: here, label: text }] })

    test('what is announced under it comes, with its shipment', async () => {
      await twoShipments()
      const same = { label: 'LABEL-1', shipment: anId('shp', 2), locker: there }
      await save(at(), { newParcels: [aParcel(7, same)] })
      expect(loaded(await load(at(), label('LABEL-1'))).shipments).toEqual([1])
      expect(loaded(await load(at(), label('label-1'))).shipments).toEqual([])
    })

    test('what is inside already does not', async () => {
      await twoShipments()
      expect(loaded(await load(at(), label('LABEL-3')))).toEqual(nothing)
    })

    test('what came under it before comes, in whatever state, without its stay', async () => {
      await save(at(), {
        newParcels: [
          aStranger(6, { label: 'L', stay: anId('sty', 1), status: 'stored' }),
          aStranger(5, { label: 'L', status: 'collected' }),
          aStranger(7, { label: 'L', locker: there }),
        ],
        stays: [aStay(1, [6])],
      })
      expect(loaded(await load(at(), label('L')))).toEqual({ ...nothing, parcels: [5, 6] })
    })
  })

  describe('with a label that is just being announced', () => {
    test('what came under it comes with its stay, and nothing with that', async () => {
      await twoShipments()
      await save(at(), {
        newParcels: [aStranger(6, { label: 'L', stay: anId('sty', 1) })],
        stays: [aStay(1, [6, 2])],
      })
      const slice = await load(at(), { strangers: [{ locker: here, label: 'L' }] })
      expect(loaded(slice)).toEqual({ ...nothing, parcels: [6], stays: [1] })
    })

    test('it comes after everything else', async () => {
      await twoShipments()
      await save(at(), { newParcels: [aStranger(10), aStranger(0, { label: 'L' })] })
      const slice = await load(at(), {
        shipments: shipmentIds(1),
        parcels: [anId('prc', 10)],
        strangers: [{ locker: here, label: 'L' }],
      })
      expect(loaded(slice).parcels).toEqual([1, 10, 0])
    })

    test('what is announced under it already does not come', async () => {
      await twoShipments()
      const slice = await load(at(), { strangers: [{ locker: here, label: 'LABEL-1' }] })
      expect(loaded(slice)).toEqual(nothing)
    })
  })

  test('commands come by id, without the question', async () => {
    await save(at(), { newCommands: [aQuestion(2), aQuestion(1, { asOfSeq: 7 })] })
    const { commands } = await load(at(), { commands: [anId('cmd', 2), anId('cmd', 1)] })
    const { id, locker, status, outcome, answeredAt } = aQuestion(1)
    expect([...commands.values()]).toEqual([
      { id, locker, status, outcome, answeredAt },
      { id: anId('cmd', 2), locker, status, outcome, answeredAt },
    ])
  })

  describe('organizations', () => {
    const organizations = [carrier, anId('org', 99)]

    test('are looked up for a parcel that has no row', async () => {
      const slice = await load(at(), { parcels: [anId('prc', 9)], organizations })
      expect(slice.organizations).toEqual(new Set([carrier]))
    })

    test('that carry for a shop come where its shipment names none of them and a label is matched', async () => {
      const [open, named] = [aShipment(1, { carrier: null }), aShipment(2)]
      await at().store.transact(async (tx) => {
        await tx.addShipment(open)
        await tx.addShipment(named)
      })
      const strangers = [{ locker: here, label: 'L' }]
      const carriers = async (wanted: object) => [...(await load(at(), wanted)).carriers]
      const listed = [[shop, new Set([carrier, latecomer])]]
      expect(await carriers({ shipments: [open.id], strangers })).toEqual(listed)
      expect(await carriers({ shipments: [open.id], labels: strangers })).toEqual(listed)
      expect(await carriers({ shipments: [open.id] })).toEqual([])
      expect(await carriers({ shipments: [named.id], strangers })).toEqual([])
    })

    test('are not asked about when every parcel is known by one of its names', async () => {
      await twoShipments()
      const parcels = [anId('prc', 13), anId('prc', 1)]
      expect((await load(at(), { parcels, organizations })).organizations.size).toBe(0)
      expect((await load(at(), { organizations })).organizations.size).toBe(0)
    })
  })
})
