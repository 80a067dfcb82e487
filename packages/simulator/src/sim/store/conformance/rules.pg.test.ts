import { defaultRules } from '@cubby/domain/processes/process'
import { days, hours, later, millis, minutes } from '@cubby/kit/clock'
import { uuidOf } from '@cubby/kit/ids'
import { webhookEvents } from '@cubby/protocol/webhook-events'
import { askLocker } from '@cubby/server/commands/ask-locker'
import { resolveQuarantined } from '@cubby/server/link/quarantine'
import { employCourier, revokeCourier } from '@cubby/server/people/employ'
import { must } from '@cubby/kit/assert'
import { aCourier, anId, carrier, morning, someRules } from '@cubby/testing/kernel/builders'
import { chained, wireOf } from '@cubby/testing/link/chained'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { simKeys } from '../../run/sim-keys.ts'
import { latecomer, layout, lockers, settled } from './each-store.ts'
import { memoryHouse } from './memory-house.ts'
import { pgHouse } from './pg-house.ts'
import { aCourierRow, anEndpoint } from './samples.ts'
import type { Content, House } from './side.ts'
import { aBook, ConformanceWorld, theLocker } from './world.ts'

const keys = simKeys()
let houses: House[]
beforeAll(async () => void (houses = [await pgHouse(), await memoryHouse()]))
afterAll(async () => {
  for (const house of houses) await house[Symbol.asyncDispose]()
})

type Story = (world: ConformanceWorld) => Promise<void>

/** The same story on both stores; whatever is answered, told and kept must be the same. Answers what is kept. */
async function onBoth(story: Story, codes: readonly string[] = []): Promise<Content> {
  const ends: { answers: unknown[]; content: Content }[] = []
  for (const house of houses) {
    const world = new ConformanceWorld(await settled(await house.fresh()), keys, codes)
    await story(world)
    ends.push({ answers: world.answers, content: await world.content() })
  }
  const [production, simulated] = ends
  expect(simulated?.answers).toEqual(production?.answers)
  expect(simulated?.content).toEqual(production?.content)
  return must(production, 'PostgreSQL has an end').content
}

const kinds = (content: Content, state = 'sent') =>
  content.messages.flatMap((row) => (row.state === state ? [row.kind] : [])).toSorted()

test('a parcel is announced, put in, reminded of and collected', async () => {
  const content = await onBoth(async (world) => {
    await world.side.addEndpoint(anEndpoint(1, { events: webhookEvents }))
    await world.announces({ recipient: { email: 'a@b.example', phone: '+4911', locale: 'de' } })
    world.bench.deposit(world.bench.signIn(), { label: 'BOOK-1' })
    await world.tells()
    await world.sends()
    await world.wait(hours(defaultRules.storageHours - 20))
    await world.sweeps()
    await world.sends()
    world.collects()
    await world.tells(2)
    await world.sends()
  })
  expect(content.shipments).toMatchObject([{ status: 'collected' }])
  expect(kinds(content)).toEqual([
    'parcel.collected',
    'parcel.stored',
    'shipment.announced',
    'shipment.collected',
    'shipment.ready',
    'shipment.ready',
    'shipment.reminder',
  ])
  expect(kinds(content, 'inbox')).toHaveLength(2)
  expect(content.rights[0]?.revokedAt).not.toBeNull()
})

test('a parcel that came first is joined with its announcement', async () => {
  const content = await onBoth(async (world) => {
    world.bench.deposit(world.bench.signIn(), { label: 'BOOK-1' }, 'A')
    await world.tells()
    await world.wait(minutes(5))
    await world.announces({ parcels: [aBook('BOOK-1'), aBook('BOOK-2')] })
    await world.sends()
    world.bench.deposit(world.bench.signIn(), { label: 'BOOK-2' })
    await world.tells()
    await world.sends()
    world.collects()
    await world.tells()
  })
  expect(content.shipments).toMatchObject([{ status: 'collected' }])
  expect(content.parcels.map(({ edgeId }) => edgeId === null)).toEqual([false, true])
  expect(content.custody.filter(({ kind }) => kind === 'deposited')).toHaveLength(2)
})

test('an announcement that comes while the parcel is on its way meets it', async () => {
  const content = await onBoth(async (world) => {
    const session = world.bench.signIn()
    await world.announces()
    world.bench.known.plans = []
    world.bench.deposit(session, { label: 'BOOK-1' }, 'A')
    await world.tells(1)
    await world.sends()
  })
  expect(content.shipments).toMatchObject([{ status: 'ready' }])
  expect(content.parcels).toHaveLength(1)
})

test('a deposit is undone before anybody was told, and the next one tells', async () => {
  const content = await onBoth(async (world) => {
    await world.announces()
    const session = world.bench.signIn()
    for (let round = 0; round < 2; round++) {
      const { stay } = world.bench.deposit(session, { label: 'BOOK-1' })
      await world.tells()
      if (round === 1) break
      world.bench.do({ do: 'undo-deposit', session, stay: must(stay, 'a deposit has a stay') })
      world.bench.wait(millis(1_000))
      world.bench.unlock()
      world.bench.wait(millis(5_000))
      world.bench.closeAll()
      await world.tells()
      await world.sends()
      await world.wait(minutes(1))
    }
    await world.sends()
  })
  expect(content.messages.map(({ state }) => state)).toEqual(['sent'])
  expect(content.shipments).toMatchObject([{ status: 'ready' }])
})

test('a shipment is cancelled before it came, and another when it was inside', async () => {
  const content = await onBoth(
    async (world) => {
      const early = must(await world.announces({ reference: 'A' }), 'announced')
      const late = must(await world.announces({ parcels: [aBook('BOOK-2')] }), 'announced')
      await world.cancels(early)
      await world.cancels(early)
      world.bench.deposit(world.bench.signIn(), { label: 'BOOK-2' })
      await world.tells()
      await world.sends()
      await world.cancels(late)
      await world.sends()
      await world.announces({ reference: 'A', parcels: [aBook('BOOK-3')] })
      const session = world.bench.signIn()
      const stay = world.bench.stayOf('BOOK-2').id
      world.bench.do({ do: 'withdraw', session, stay })
      world.bench.wait(millis(1_000))
      world.bench.unlock()
      world.bench.closeAll()
      await world.tells()
      await world.sends()
      await world.wait(days(9))
      await world.sweeps()
    },
    ['11112222', '33334444', '55556666'],
  )
  expect(content.shipments.map(({ status }) => status)).toEqual(['cancelled', 'cancelled'])
  expect(kinds(content)).toEqual(['shipment.cancelled', 'shipment.ready'])
})

test('storage ends, is extended, ends again, and no rule gives more', async () => {
  const content = await onBoth(async (world) => {
    const shipment = must(await world.announces(), 'announced')
    await world.extends(shipment)
    world.bench.deposit(world.bench.signIn(), { label: 'BOOK-1' })
    await world.tells()
    await world.sends()
    for (let round = 0; round < 4; round++) {
      await world.wait(hours(40))
      await world.sweeps()
      await world.sweeps()
      await world.sends()
      if (round > 0) await world.extends(shipment)
      await world.sends()
    }
    await world.extends(shipment, later(world.side.clock.now(), days(5)))
    await world.extends(shipment, morning)
    await world.sends()
  })
  expect(content.shipments).toMatchObject([{ status: 'ready', extensions: 3, overdueAt: null }])
})

test('two rights never have one code at a locker, and a reference is taken once', async () => {
  const content = await onBoth(
    async (world) => {
      await world.announces({ reference: 'A' })
      await world.announces({ reference: 'A', parcels: [aBook('BOOK-2')] })
      await world.announces({ reference: 'B', parcels: [aBook('BOOK-3')] })
      await world.announces({ carrier: anId('org', 99) })
      await world.announces({ locker: anId('lck', 99) })
      await world.announces({ organization: anId('org', 99) })
    },
    ['11112222', '11112222', '11112222', '33334444'],
  )
  expect(content.rights.map(({ codeSealed }) => codeSealed).toSorted()).toEqual([
    '11112222',
    '33334444',
  ])
})

test('a locker is asked, answers, and refuses what it is asked too late', async () => {
  const content = await onBoth(async (world) => {
    const cell = must(layout.modules[0]?.cells[0], 'a cell').id
    await world.tells()
    for (const action of [
      { do: 'open', cell, side: 'front' },
      { do: 'block', cell, reason: 'dirty' },
      { do: 'unblock', cell },
    ] as const) {
      const asked = await world.does((work) =>
        askLocker(work, world.ctx, {
          locker: lockers[0],
          action,
          reason: 'a call',
          expiresInSeconds: 60,
          askedBy: anId('key', 1),
        }),
      )
      if (action.do === 'unblock') await world.wait(minutes(5))
      const { id: command, asOfSeq, notBefore, expiresAt, reason } = must(asked, 'asked')
      const body = { command, action, notBefore, expiresAt, reason }
      world.bench.do({ do: 'obey', command: body, asOfSeq, clockSynced: true })
      world.bench.wait(millis(500))
      world.bench.unlock()
      world.bench.wait(millis(500))
      world.bench.closeAll()
      await world.tells()
    }
  })
  expect(content.commands.map(({ status }) => status).toSorted()).toEqual([
    'done',
    'done',
    'expired',
  ])
})

test('forks, gaps, repetitions, strangers and other journals are answered alike', async () => {
  const content = await onBoth(async (world) => {
    await world.announces()
    world.bench.deposit(world.bench.signIn(), { label: 'BOOK-1' })
    const all = wireOf(world.bench.journal)
    await world.pushes(all.slice(4))
    await world.pushes(all.slice(0, 4))
    await world.pushes(all)
    await world.pushes(all)
    const clock = { at: morning, body: { type: 'device.clock', quality: 'synced', offsetMs: 1 } }
    await world.pushes(chained([clock, clock]))
    await world.pushes(chained([clock, clock], { seq: all.length, hash: 'a'.repeat(64) }))
    await world.pushes(chained([clock]), { ...theLocker, journal: anId('jrn', 2) })
    await world.pushes(chained([clock]), { ...theLocker, locker: anId('lck', 99) })
    await world.pushes(all.slice(0, 3), { ...theLocker, locker: lockers[1] })
  })
  expect(content.alarms.map(({ kind }) => kind).toSorted()).toEqual([
    'journal.fork',
    'journal.replaced',
  ])
  expect(content.journals).toHaveLength(3)
})

test('entries are set aside, replayed once that helps, and skipped', async () => {
  const content = await onBoth(async (world) => {
    const body = (type: string, more: object) => ({ at: morning, body: { type, ...more } })
    const cell = anId('cel', 1)
    await world.pushes(
      chained([
        body('door.forced', { cell, side: 'front' }),
        body('door.sings', { cell, side: 'front', text: 'a\0b\ud83d' }),
        body('stay.deposited', {
          stay: anId('sty', 9),
          cell,
          parcels: [anId('prc', 9)],
          dueAt: null,
        }),
        body('door.closed', { cell, side: 'front', item: null }),
      ]),
    )
    for (const [seq, how] of [
      [2, 'replayed'],
      [3, 'replayed'],
      [2, 'skipped'],
      [2, 'skipped'],
      [4, 'skipped'],
    ] as const)
      await world.does((work) =>
        resolveQuarantined(work, world.ctx, { ...theLocker, seq, how, by: null }),
      )
  })
  expect(content.quarantine.map(({ resolution }) => resolution)).toEqual(['skipped', null])
})

test('entries of somebody who was not known here are replayed once he is', async () => {
  const organization = latecomer
  const content = await onBoth(async (world) => {
    world.bench.known.couriers = [aCourier(1, { organization })]
    world.bench.known.organizations = [someRules({ organization })]
    world.bench.deposit(world.bench.signIn(), { label: 'BOOK-1' }, 'A')
    await world.tells()
    const { quarantine } = await world.content()
    const aside = quarantine.map(({ seq }) => seq).toSorted((one, other) => one - other)
    const replay = (seq: number) =>
      world.does((work) =>
        resolveQuarantined(work, world.ctx, { ...theLocker, seq, how: 'replayed', by: null }),
      )
    await replay(aside[0] ?? 0)
    await world.side.addOrganization({
      id: organization,
      kind: 'delivery-operator',
      carriers: [],
      rules: defaultRules,
    })
    for (const seq of aside) await replay(seq)
    await world.announces({ carrier: null })
  })
  expect(content.quarantine.map(({ resolution }) => resolution)).toEqual(['replayed', 'replayed'])
  expect(content.shipments).toMatchObject([{ status: 'ready' }])
})

test('messages are tried again, given up, and endpoints hear nothing after they said so', async () => {
  const content = await onBoth(async (world) => {
    for (const number of [1, 2])
      await world.side.addEndpoint(anEndpoint(number, { events: webhookEvents }))
    await world.side.addEndpoint(
      anEndpoint(3, { organization_id: uuidOf(carrier), events: webhookEvents }),
    )
    world.outcomes.push(
      { kind: 'gone', error: 'http 410' },
      { kind: 'retry', error: 'http 503', after: minutes(3) },
      { kind: 'dead', error: 'http 400' },
      ...Array.from({ length: 30 }, () => {
        return { kind: 'retry', error: 'timeout', after: null } as const
      }),
    )
    await world.announces()
    await world.sends()
    world.bench.deposit(world.bench.signIn(), { label: 'BOOK-1' })
    await world.tells()
    for (let round = 0; round < 14; round++) {
      await world.sends()
      await world.wait(hours(3))
      world.answers.push(
        await world.side.outbox.requeueStranded(
          later(world.side.clock.now(), minutes(-5)),
          10,
          world.side.clock.now(),
        ),
      )
    }
  })
  expect(content.messages.map(({ state }) => state)).toContain('dead')
  expect(content.endpoints.map(({ disabledAt }) => disabledAt !== null)).toContain(true)
})

test('couriers come, go, and hand their badges on', async () => {
  const content = await onBoth(async (world) => {
    const badgeVerifier = 'the same'
    const revoke = (number: number) =>
      world.does((work) => revokeCourier(work, anId('cur', number), () => true))
    await world.does((work) => employCourier(work, aCourierRow(1, { badgeVerifier })))
    await world.does((work) => employCourier(work, aCourierRow(2, { badgeVerifier })))
    await revoke(1)
    await world.wait(minutes(1))
    await revoke(1)
    await revoke(3)
    await world.does((work) => employCourier(work, aCourierRow(2, { badgeVerifier })))
  })
  expect(content.couriers.map(({ revokedAt }) => revokedAt)).toEqual([morning, null])
})
