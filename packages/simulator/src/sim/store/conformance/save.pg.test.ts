import { hours, later, minutes } from '@cubby/kit/clock'
import { uuidOf } from '@cubby/kit/ids'
import { messageIdOf } from '@cubby/server/notifications/message-id'
import { noDifference } from '@cubby/server/store/difference'
import { nothingWanted } from '@cubby/server/store/slice'
import { anId, carrier, morning } from '@cubby/testing/kernel/builders'
import { describe, expect, test } from 'vitest'
import { eachStore, lockers } from './each-store.ts'
import {
  aCellWith,
  aCourierRow,
  aMessage,
  anAlarm,
  anEvent,
  announced,
  aParcel,
  aQuestion,
  aRight,
  aShipment,
  aStay,
  aStranger,
  load,
  save,
} from './samples.ts'

const [here, there] = lockers

eachStore((at) => {
  describe('a transaction', () => {
    test('that throws leaves nothing of anything', async () => {
      await announced(at(), [1], [aStranger(5)])
      const before = await at().content()
      const { store, clock } = at()
      const failing = store.transact(async (tx) => {
        const now = clock.now()
        const [head] = await tx.lockHeads([{ locker: here, journal: anId('jrn', 1) }], now)
        const entry = {
          locker: here,
          journal: anId('jrn', 1),
          hash: 'f'.repeat(64),
          json: `{"at":1,"body":{"type":"x"},"boot":"b","mono":1,"seq":1,"synced":true}`,
        }
        await tx.noteForks([here], now)
        await tx.addShipment(aShipment(2))
        await tx.keepRight(aRight(2), now)
        await tx.addCourier(aCourierRow(1))
        await tx.save(
          {
            ...noDifference(),
            entries: [entry],
            heads: head ? [{ ...head, receivedThrough: 1 }] : [],
            cells: [aCellWith({ kind: 'free' })],
            stays: [aStay(1)],
            newParcels: [aParcel(2)],
            parcels: [aParcel(1, { status: 'stored' })],
            merged: [{ from: anId('prc', 5), to: anId('prc', 1) }],
            shipments: [aShipment(1, { status: 'ready' })],
            revokedRights: [anId('grn', 1)],
            newCommands: [aQuestion(1)],
            custody: [anEvent(1)],
            alarms: [anAlarm(1)],
            messages: [aMessage('a')],
            quarantine: [{ locker: here, journal: anId('jrn', 1), seq: 1, error: 'e' }],
          },
          now,
        )
        await tx.writeFeed([{ stream: 'network', key: 'k', body: {} }], now)
        throw new Error('changed my mind')
      })
      await expect(failing).rejects.toThrow('changed my mind')
      expect(await at().content()).toEqual(before)
    })

    test('in which something was refused keeps nothing, whatever its program still tries', async () => {
      await announced(at(), [1])
      const before = await at().content()
      const { store, clock } = at()
      const told: string[] = []
      const stubborn = store.transact(async (tx) => {
        await tx.save({ ...noDifference(), alarms: [anAlarm(1)] }, clock.now())
        const twice = { ...noDifference(), newParcels: [aParcel(2), aParcel(1)] }
        await tx.save(twice, clock.now()).catch(() => told.push('refused'))
        await tx.addCourier(aCourierRow(1)).catch(() => told.push('over'))
      })
      await stubborn.catch(() => {})
      expect(told).toEqual(['refused', 'over'])
      expect(await at().content()).toEqual(before)
    })

    test('answers what its work answers, and changes nothing with an empty difference', async () => {
      const before = await at().content()
      expect(await at().store.transact(async () => 42)).toBe(42)
      expect(await save(at(), {})).toEqual({ hasJobs: false })
      expect(await at().content()).toEqual(before)
    })

    test('sees what it has done itself', async () => {
      const slice = await at().store.transact(async (tx) => {
        await tx.addShipment(aShipment(1))
        await tx.keepRight(aRight(1), morning)
        await tx.save({ ...noDifference(), newParcels: [aParcel(1)] }, morning)
        return tx.load({ ...nothingWanted(), shipments: [anId('shp', 1)] })
      })
      expect([slice.shipments.size, slice.parcels.size, slice.rights.size]).toEqual([1, 1, 1])
    })
  })

  describe('mirrors', () => {
    test('of cells and stays are replaced as they are said', async () => {
      await save(at(), { cells: [aCellWith({ kind: 'free' })], stays: [aStay(1)] })
      const cell = aCellWith({ kind: 'occupied', stay: anId('sty', 1) }, { touchedSeq: 9 })
      const stay = aStay(1, [1, 2], { phase: 'collected', endedAt: morning })
      await save(at(), { cells: [cell, { ...cell, locker: there }], stays: [stay] })
      const { cells, stays } = await at().content()
      expect([cells, stays]).toEqual([[cell, { ...cell, locker: there }], [stay]])
    })

    test('of a stay keep the locker that it began at', async () => {
      await save(at(), { stays: [aStay(1)] })
      await save(at(), { stays: [aStay(1, [], { at: there, phase: 'disputed' })] })
      expect((await at().content()).stays).toEqual([aStay(1, [], { phase: 'disputed' })])
    })
  })

  describe('parcels', () => {
    test('are kept with everything, or with nothing that may be missing', async () => {
      const full = aParcel(1, {
        edgeId: anId('prc', 9),
        stay: anId('sty', 1),
        cell: anId('cel', 1),
        zone: 'chilled',
        lowCell: true,
        storedAt: morning,
        collectedAt: later(morning, hours(1)),
      })
      await at().store.transact((tx) => tx.addShipment(aShipment(1)))
      await save(at(), { newParcels: [full, aStranger(2, { label: ' ü%\\ ' })] })
      expect((await at().content()).parcels).toEqual([full, aStranger(2, { label: ' ü%\\ ' })])
    })

    test('change only in what may change of them, and only where they exist', async () => {
      await announced(at(), [1])
      const moved = {
        status: 'stored' as const,
        edgeId: anId('prc', 9),
        stay: anId('sty', 1),
        cell: anId('cel', 1),
        storedAt: morning,
        collectedAt: morning,
      }
      await save(at(), {
        parcels: [aParcel(1, { ...moved, label: 'X', grams: 1, shipment: null }), aParcel(7)],
      })
      expect((await at().content()).parcels).toEqual([aParcel(1, moved)])
    })

    test('that turn out to be announced ones give them their events, and go', async () => {
      await announced(at(), [1, 2], [aStranger(5), aStranger(6)])
      await save(at(), { custody: [anEvent(5), anEvent(6), anEvent(2)] })
      await save(at(), {
        parcels: [aParcel(1, { edgeId: anId('prc', 5), status: 'stored' })],
        merged: [
          { from: anId('prc', 5), to: anId('prc', 1) },
          { from: anId('prc', 9), to: anId('prc', 2) },
        ],
        custody: [anEvent(7, { parcel: anId('prc', 5) })],
      })
      const { parcels, custody } = await at().content()
      expect(parcels.map(({ id }) => id)).toEqual([1, 2, 6].map((n) => anId('prc', n)))
      const owners = new Map(custody.map(({ id, parcel }) => [id, parcel]))
      const owner = (event: number) => owners.get(anEvent(event).id)
      expect([2, 5, 6, 7].map(owner)).toEqual([2, 1, 6, 5].map((n) => anId('prc', n)))
    })

    test.each([
      ['of a shipment that does not exist', aParcel(1, { shipment: anId('shp', 99) })],
      ['of an organization that does not exist', aStranger(1, { organization: anId('org', 99) })],
      ['at a locker that does not exist', aStranger(1, { locker: anId('lck', 99) })],
    ])('%s break the transaction', async (_what, parcel) => {
      await expect(save(at(), { newParcels: [aStranger(2), parcel] })).rejects.toBeInstanceOf(Error)
      expect((await at().content()).parcels).toEqual([])
    })
  })

  test('a shipment changes only in what may change of it, and only where it exists', async () => {
    await announced(at(), [1])
    const changed = {
      email: null,
      phone: '+48600100300',
      locale: 'pl',
      status: 'cancelled' as const,
      readyAt: morning,
      dueAt: later(morning, hours(3)),
      extensions: 2,
      cancelledAt: morning,
      cancelReason: 'no need',
      overdueAt: morning,
      collectedAt: morning,
      nextTimerAt: later(morning, minutes(5)),
    }
    await save(at(), {
      shipments: [
        aShipment(1, { ...changed, organization: carrier, reference: 'R' }),
        aShipment(9),
      ],
    })
    expect((await at().content()).shipments).toEqual([aShipment(1, changed)])
  })

  describe('commands', () => {
    test('are kept as they were asked, and change by their answer', async () => {
      const block = { do: 'block', cell: anId('cel', 2), reason: 'dirty' } as const
      const asked = aQuestion(2, { action: block, asOfSeq: 12 })
      await save(at(), { newCommands: [aQuestion(1), asked] })
      const answer = { status: 'done', outcome: 'opened', answeredAt: morning } as const
      await save(at(), { commands: [{ ...aQuestion(1), ...answer }, aQuestion(9)] })
      expect((await at().content()).commands).toEqual([{ ...aQuestion(1), ...answer }, asked])
    })

    test('begin without an answer, whatever the row says', async () => {
      const early = aQuestion(1, { outcome: 'opened', answeredAt: morning })
      await save(at(), { newCommands: [early] })
      expect((await at().content()).commands).toEqual([aQuestion(1)])
    })

    test.each([
      ['twice under one id', [aQuestion(1), aQuestion(1)]],
      ['of a locker that does not exist', [aQuestion(1, { locker: anId('lck', 99) })]],
    ])('%s break the transaction', async (_what, newCommands) => {
      await expect(save(at(), { newCommands })).rejects.toBeInstanceOf(Error)
    })
  })

  test('custody is told once per event, and of things that have no place too', async () => {
    const office = anEvent(2, {
      cell: null,
      stay: null,
      journal: null,
      seq: null,
      actor: { kind: 'rule', name: 'timer' },
    })
    await save(at(), { custody: [anEvent(1), office] })
    expect((await at().content()).custody).toEqual([anEvent(1), office])
    await expect(save(at(), { custody: [anEvent(3), anEvent(1)] })).rejects.toBeInstanceOf(Error)
    expect((await at().content()).custody).toHaveLength(2)
  })

  test('an alarm rings once per cause, the first time', async () => {
    const again = (number: number) => anAlarm(number, { dedupeKey: 'same', cell: anId('cel', 1) })
    await save(at(), { alarms: [again(1), anAlarm(2), again(3)] })
    await save(at(), { alarms: [again(4), anAlarm(5)] })
    const { alarms } = await at().content()
    expect(alarms).toEqual([anAlarm(2), anAlarm(5), again(1)])
  })

  describe('messages', () => {
    test('are queued once per key, under the id that follows from it', async () => {
      await announced(at(), [1])
      const toPerson = aMessage('a', { shipment: uuidOf(anId('shp', 1)), data: { dueAt: 'x' } })
      const toMachine = aMessage('w', { channel: 'webhook', recipient: uuidOf(anId('whk', 1)) })
      const answers = [
        await save(at(), { messages: [toPerson, { ...toPerson, recipient: 'bob@example.org' }] }),
        await save(at(), { messages: [toPerson] }),
        await save(at(), { messages: [toPerson, toMachine] }),
      ]
      expect(answers.map(({ hasJobs }) => hasJobs)).toEqual([true, false, true])
      const { messages, jobs } = await at().content()
      expect(new Map(messages.map((row) => [row.id, row]))).toEqual(
        new Map(
          [toPerson, toMachine].map((draft) => {
            const id = messageIdOf(draft.dedupeKey)
            const times = { createdAt: morning, nextAttemptAt: morning, finishedAt: null }
            const fresh = { state: 'queued', attempts: 0, lastError: null }
            return [id, { ...draft, id, ...fresh, ...times }]
          }),
        ),
      )
      expect(new Map(jobs.map(({ message, ...job }) => [message, job]))).toEqual(
        new Map([
          [messageIdOf('a'), { isWebhook: false, dueAt: morning }],
          [messageIdOf('w'), { isWebhook: true, dueAt: morning }],
        ]),
      )
    })

    test('that were told keep their key for ever', async () => {
      await save(at(), { messages: [aMessage('a')] })
      const [id] = (await at().content()).messages.map((row) => row.id)
      await at().outbox.finish([{ id: id ?? '', state: 'sent', error: null }], morning)
      expect(await save(at(), { messages: [aMessage('a')] })).toEqual({ hasJobs: false })
    })

    test.each([
      ['an organization', { organization: uuidOf(anId('org', 99)) }],
      ['a shipment', { shipment: uuidOf(anId('shp', 99)) }],
    ])('about %s that does not exist break the transaction', async (_what, over) => {
      await expect(save(at(), { messages: [aMessage('a', over)] })).rejects.toBeInstanceOf(Error)
      expect((await at().content()).messages).toEqual([])
    })
  })

  test('loaded rows stay as they were, whatever is saved afterwards', async () => {
    await announced(at(), [1])
    const { parcels } = await load(at(), { shipments: [anId('shp', 1)] })
    await save(at(), { parcels: [aParcel(1, { status: 'stored' })] })
    expect([...parcels.values()]).toEqual([aParcel(1)])
  })
})
