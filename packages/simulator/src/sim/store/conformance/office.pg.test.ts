import { defaultRules } from '@cubby/domain/processes/process'
import { hours, later, minutes, seconds } from '@cubby/kit/clock'
import type { CourierRow, NewRight } from '@cubby/server/store/office'
import type { ShipmentRow } from '@cubby/server/store/slice'
import { anId, carrier, morning, shop, stranger } from '@cubby/testing/kernel/builders'
import { noDifference } from '@cubby/server/store/difference'
import { describe, expect, test } from 'vitest'
import { eachStore, latecomer, layout, lockers } from './each-store.ts'
import { aCourierRow, announced, aRight, aShipment, save, shipmentIds } from './samples.ts'

const [here, there] = lockers
const nobody = anId('org', 99)

eachStore((at) => {
  const addShipment = (row: ShipmentRow) => at().store.transact((tx) => tx.addShipment(row))
  const keepRight = (row: NewRight) =>
    at().store.transact((tx) => tx.keepRight(row, at().clock.now()))
  const addCourier = (row: CourierRow) => at().store.transact((tx) => tx.addCourier(row))

  test('an organization is found with its carriers and rules, or not at all', async () => {
    const { store } = at()
    const found = await store.transact((tx) => tx.organization(shop))
    expect(found).toEqual({
      id: shop,
      kind: 'shop',
      carriers: [carrier, latecomer],
      rules: defaultRules,
    })
    expect(await store.transact((tx) => tx.organization(nobody))).toBeNull()
  })

  test('a locker is found as it was built, or not at all', async () => {
    const { store } = at()
    expect(await store.transact((tx) => tx.machineOf(here))).toEqual({
      layout,
      service: 'in-service',
      leaving: [],
    })
    expect(await store.transact((tx) => tx.machineOf(anId('lck', 99)))).toBeNull()
  })

  describe('a new shipment', () => {
    test('is kept as it was announced; what happens later is not announced with it', async () => {
      const reference = 'No. 1 '
      await addShipment(
        aShipment(1, { reference, dueAt: morning, readyAt: morning, extensions: 2, email: null }),
      )
      expect((await at().content()).shipments).toEqual([aShipment(1, { reference, email: null })])
    })

    test('is refused under a reference that the shop has used before', async () => {
      const answers = [
        await addShipment(aShipment(1, { reference: 'A' })),
        await addShipment(aShipment(2, { reference: 'A' })),
        await addShipment(aShipment(3, { reference: 'a' })),
        await addShipment(aShipment(4, { reference: 'A', organization: stranger })),
        await addShipment(aShipment(5)),
        await addShipment(aShipment(6)),
      ]
      expect(answers).toEqual([true, false, true, true, true, true])
    })

    test('keeps its reference when it is cancelled', async () => {
      await addShipment(aShipment(1, { reference: 'A' }))
      await save(at(), { shipments: [aShipment(1, { status: 'cancelled', cancelledAt: morning })] })
      expect(await addShipment(aShipment(2, { reference: 'A' }))).toBe(false)
    })

    test('is refused under an id that there is, which changes nothing', async () => {
      await addShipment(aShipment(1, { email: 'first@example.org' }))
      expect(await addShipment(aShipment(1, { reference: 'B' }))).toBe(false)
      expect((await at().content()).shipments).toMatchObject([
        { email: 'first@example.org', reference: null },
      ])
    })

    test.each([
      ['organization', { organization: nobody }],
      ['carrier', { carrier: nobody }],
      ['locker', { locker: anId('lck', 99) }],
    ])('of a %s that does not exist breaks the transaction', async (_what, over) => {
      await expect(addShipment(aShipment(1, over))).rejects.toBeInstanceOf(Error)
      expect((await at().content()).shipments).toEqual([])
    })
  })

  describe('a right', () => {
    test('is refused while a living one of the locker has the same verifier', async () => {
      await announced(at(), [1, 2])
      const same = { codeVerifier: aRight(1).codeVerifier }
      expect(await keepRight(aRight(3, { ...same, shipment: anId('shp', 2) }))).toBe(false)
      const elsewhere = { ...same, shipment: anId('shp', 2), locker: there }
      expect(await keepRight(aRight(3, elsewhere))).toBe(true)
    })

    test('gives its verifier free when it is revoked, and keeps the first time of that', async () => {
      await announced(at(), [1, 2])
      await save(at(), { revokedRights: [anId('grn', 1)] })
      await at().clock.advance(minutes(1))
      await save(at(), { revokedRights: [anId('grn', 1), anId('grn', 99)] })
      const again = aRight(3, { codeVerifier: aRight(1).codeVerifier, shipment: anId('shp', 2) })
      expect(await keepRight(again)).toBe(true)
      const { rights } = await at().content()
      expect(rights.map(({ createdAt, revokedAt }) => [createdAt, revokedAt])).toEqual([
        [morning, morning],
        [morning, null],
        [later(morning, minutes(1)), null],
      ])
    })

    test('is refused under an id that there is, which changes nothing', async () => {
      await announced(at(), [1, 2])
      expect(
        await keepRight(aRight(1, { codeVerifier: 'another', shipment: anId('shp', 2) })),
      ).toBe(false)
      expect((await at().content()).rights[0]).toMatchObject(aRight(1))
    })

    test.each([
      ['shipment', { shipment: anId('shp', 99) }],
      ['locker', { locker: anId('lck', 99) }],
    ])('of a %s that does not exist breaks the transaction', async (_what, over) => {
      await announced(at(), [1])
      await expect(
        keepRight(aRight(2, { shipment: anId('shp', 1), ...over })),
      ).rejects.toBeInstanceOf(Error)
    })

    test('is read with its code: the living one that was minted last', async () => {
      await announced(at(), [1])
      const sealedRight = () => at().store.transact((tx) => tx.sealedRight(anId('shp', 1)))
      const latest = aRight(8, { shipment: anId('shp', 1) })
      await keepRight(latest)
      await at().clock.advance(seconds(1))
      await keepRight(aRight(7, { shipment: anId('shp', 1) }))
      expect(await sealedRight()).toEqual(latest)
      await save(at(), { revokedRights: [anId('grn', 8)] })
      expect(await sealedRight()).toEqual(aRight(7, { shipment: anId('shp', 1) }))
      await save(at(), { revokedRights: [anId('grn', 7), anId('grn', 1)] })
      expect(await sealedRight()).toBeNull()
    })
  })

  describe('how far the journal of a locker was applied', () => {
    const applied = () => at().store.transact((tx) => tx.appliedThrough(here))
    const began = (number: number, appliedThrough: number, locker = here) =>
      at().store.transact(async (tx) => {
        const [head] = await tx.lockHeads(
          [{ locker, journal: anId('jrn', number) }],
          at().clock.now(),
        )
        const heads = head ? [{ ...head, receivedThrough: 50, appliedThrough }] : []
        await tx.save({ ...noDifference(), heads }, at().clock.now())
      })

    test('is said of the one that began last', async () => {
      await began(2, 20)
      await at().clock.advance(seconds(1))
      await began(1, 10)
      await at().clock.advance(seconds(1))
      await began(3, 30, there)
      expect(await applied()).toBe(10)
    })

    test('is said of the later id when two began in one moment', async () => {
      await began(2, 20)
      await began(1, 10)
      await began(3, 30)
      expect(await applied()).toBe(30)
    })

    test('is not known before it has told anything', async () => {
      await began(1, 10, there)
      expect(await applied()).toBeNull()
    })
  })

  describe('what is due', () => {
    const due = (atMost: number) =>
      at().store.transact((tx) => tx.takeDue(at().clock.now(), atMost))

    test('comes earliest first, of one moment by id, and only so many', async () => {
      await announced(at(), [1, 2, 3, 4, 5])
      const timers = [0, -5, -10, -5, 1].map((n) => later(morning, minutes(n)))
      await save(at(), {
        shipments: timers.map((nextTimerAt, i) => aShipment(i + 1, { nextTimerAt })),
      })
      expect(await due(10)).toEqual(shipmentIds(3, 2, 4, 1))
      expect(await due(2)).toEqual(shipmentIds(3, 2))
      expect(await due(0)).toEqual([])
    })

    test('is nothing where no timer runs', async () => {
      await announced(at(), [1])
      await at().clock.advance(hours(9_999))
      expect(await due(10)).toEqual([])
    })
  })

  describe('a courier', () => {
    test('is employed once per badge, until its last bearer was revoked', async () => {
      const badgeVerifier = 'same'
      const answers = [
        await addCourier(aCourierRow(1, { badgeVerifier })),
        await addCourier(aCourierRow(2, { badgeVerifier, organization: stranger })),
      ]
      await at().store.transact((tx) => tx.revokeCourier(anId('cur', 1), morning))
      answers.push(await addCourier(aCourierRow(2, { badgeVerifier })))
      expect(answers).toEqual([true, false, true])
    })

    test('is refused under an id that there is, revoked or not', async () => {
      await addCourier(aCourierRow(1))
      await at().store.transact((tx) => tx.revokeCourier(anId('cur', 1), morning))
      expect(await addCourier(aCourierRow(1, { name: 'again' }))).toBe(false)
    })

    test('begins without being revoked, whatever the row says', async () => {
      await addCourier(aCourierRow(1, { revokedAt: morning, pinVerifier: '1.2.3' }))
      expect((await at().content()).couriers).toEqual([aCourierRow(1, { pinVerifier: '1.2.3' })])
    })

    test('of an organization that does not exist breaks the transaction', async () => {
      await expect(addCourier(aCourierRow(1, { organization: nobody }))).rejects.toBeInstanceOf(
        Error,
      )
    })

    test('is read, and revoked as often as somebody says so', async () => {
      const { store } = at()
      await addCourier(aCourierRow(1))
      const read = (number: number) => store.transact((tx) => tx.lockCourier(anId('cur', number)))
      expect([await read(1), await read(2)]).toEqual([aCourierRow(1), null])
      for (const n of [1, 2])
        await store.transact(async (tx) => {
          await tx.revokeCourier(anId('cur', 1), later(morning, minutes(n)))
          await tx.revokeCourier(anId('cur', 2), morning)
        })
      expect(await read(1)).toMatchObject({ revokedAt: later(morning, minutes(2)) })
    })
  })
})
