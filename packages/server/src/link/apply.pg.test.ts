import { must } from '@cubby/kit/assert'
import {
  days,
  hours,
  type Instant,
  instant,
  isoTime,
  millis,
  minutes,
  seconds,
} from '@cubby/kit/clock'
import { uuidOf } from '@cubby/kit/ids'
import { aCommand, aGrant, anId, aPlan, shop } from '@cubby/testing/kernel/builders'
import { aLocker } from '@cubby/testing/kernel/kernel-bench'
import { collect, linkViews, sendNews } from '@cubby/testing/link/link-views'
import { type LinkWorld, linkWorld } from '@cubby/testing/link/link-world'
import { anEndpoint, toldMachines } from '@cubby/testing/messages/told-machines'
import { type TestDatabase, testDatabase } from '@cubby/testing/postgres/test-database'
import { waitsForLock } from '@cubby/testing/postgres/waits-for-lock'
import { until } from '@cubby/testing/network/until'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { timestamp } from '../db/tables/column.ts'
import { writeFeed } from '../feed/write-feed.ts'
import { pgStore } from '../store/pg/pg-store.ts'
import { sweepTimers } from '../timers/sweep.ts'

let database: TestDatabase
let world: LinkWorld
let views: ReturnType<typeof linkViews>
beforeEach(async () => {
  database = await testDatabase()
  world = await linkWorld(database.db)
  views = linkViews(world.db, world.locker)
})
afterEach(() => database[Symbol.asyncDispose]())

const two = [aPlan(1), aPlan(2, { shipment: anId('shp', 1) })] as const
const grant = aGrant(two)

describe('a shipment of two parcels', () => {
  test('is partly stored, then ready, and its recipient is told once on each channel', async () => {
    await world.announce(two, grant, { phone: '+48600100200' })
    const bench = aLocker({ plans: [...two], grants: [grant] })
    const session = bench.signIn()
    bench.deposit(session, two[0])
    await sendNews(world, bench)
    expect(await views.shipment()).toMatchObject({ status: 'partly-stored', ready_at: null })
    expect(await views.messages()).toEqual([])
    bench.deposit(session, two[1])
    await sendNews(world, bench)
    const due = bench.stayOf(two[1].label).dueAt
    expect(await views.shipment()).toMatchObject({
      status: 'ready',
      due_at: due,
      next_timer_at: Number(due) - 24 * 3_600_000,
    })
    expect((await views.messages()).map(({ channel }) => channel)).toEqual(['email', 'sms'])
    expect(world.ctx.jobs.held).toHaveLength(2)
    expect(await views.custody()).toEqual(['deposited', 'deposited'])
  })

  test('is collected at once: custody is complete, the right is gone from the locker, nothing is left to do', async () => {
    await world.announce(two, grant)
    const bench = aLocker({ plans: [...two], grants: [grant] })
    const session = bench.signIn()
    for (const plan of two) bench.deposit(session, plan)
    await sendNews(world, bench)
    expect(collect(bench)).toMatchObject({ ok: true })
    await sendNews(world, bench)
    expect(await views.shipment()).toMatchObject({ status: 'collected', next_timer_at: null })
    expect((await views.parcels()).map(({ status, cell_id }) => [status, cell_id])).toEqual([
      ['collected', null],
      ['collected', null],
    ])
    expect(await views.custody()).toEqual(['deposited', 'deposited', 'collected', 'collected'])
    expect([...(await views.feed()).keys()]).toEqual([])
    const right = await world.db
      .selectFrom('pickup_right')
      .select('revoked_at')
      .executeTakeFirstOrThrow()
    expect(right.revoked_at).not.toBeNull()
  })

  test('that was collected before we heard of its deposit sends nobody to an empty locker', async () => {
    await world.announce(two, grant)
    const bench = aLocker({ plans: [...two], grants: [grant] })
    const session = bench.signIn()
    for (const plan of two) bench.deposit(session, plan)
    collect(bench)
    await sendNews(world, bench)
    expect(await views.shipment()).toMatchObject({ status: 'collected' })
    expect(await views.messages()).toEqual([])
  })

  test('that the courier took out again at once is told when it is put in again, and only then', async () => {
    const one = [aPlan(1)] as const
    await world.announce(one, aGrant(one))
    const bench = aLocker({ plans: [...one], grants: [aGrant(one)] })
    const session = bench.signIn()
    bench.deposit(session, one[0])
    bench.do({ do: 'undo-deposit', session, stay: bench.stayOf(one[0].label).id })
    bench.wait(seconds(1))
    bench.unlock()
    bench.wait(seconds(5))
    bench.closeAll()
    await sendNews(world, bench)
    expect(await views.shipment()).toMatchObject({ status: 'withdrawn', ready_at: null })
    expect(await views.messages()).toEqual([])
    bench.deposit(session, one[0])
    await sendNews(world, bench)
    expect(await views.shipment()).toMatchObject({ status: 'ready' })
    expect((await views.messages()).map(({ kind }) => kind)).toEqual(['shipment.ready'])
  })

  test("tells the shop's endpoints each step once, and only what they asked for", async () => {
    await world.announce(two, grant)
    const events = ['parcel.stored', 'shipment.ready', 'shipment.collected'] as const
    await anEndpoint(world.db, uuidOf(shop), events)
    const bench = aLocker({ plans: [...two], grants: [grant] })
    const session = bench.signIn()
    for (const plan of two) bench.deposit(session, plan)
    const { cell } = bench.stayOf(two[0].label)
    const due = isoTime(must(bench.stayOf(two[1].label).dueAt, 'it is stored'))
    collect(bench)
    await sendNews(world, bench)
    const parcels = (status: string) => two.map(({ parcel, label }) => ({ parcel, label, status }))
    expect(await toldMachines(world.db)).toMatchObject([
      { type: 'parcel.stored', data: { parcel: two[0].parcel, cell } },
      { type: 'parcel.stored', data: { parcel: two[1].parcel, shipment: two[0].shipment } },
      { type: 'shipment.collected', data: { parcels: parcels('collected') } },
      { type: 'shipment.ready', data: { status: 'ready', dueAt: due, parcels: parcels('stored') } },
    ])
  })

  test('cancelled while the locker was offline is recalled when it turns up inside', async () => {
    const one = [aPlan(1)] as const
    await world.announce(one, null)
    await world.db
      .updateTable('shipment')
      .set({ status: 'cancelled', cancelled_at: timestamp(world.clock.now()) })
      .execute()
    await world.db.updateTable('parcel').set({ status: 'cancelled' }).execute()
    const bench = aLocker({ plans: [...one] })
    bench.deposit(bench.signIn(), one[0])
    await sendNews(world, bench)
    expect(await views.shipment()).toMatchObject({ status: 'cancelled' })
    expect((await views.feed()).get(`parcel:${one[0].parcel}`)).toMatchObject({ recalled: true })
    expect(await views.alarms()).toEqual(['parcel.stored-after-cancel'])
    expect(await views.messages()).toEqual([])
  })

  test('cancelled in the moment in which its deposit is applied is recalled, too', async () => {
    const one = [aPlan(1)] as const
    await world.announce(one, null)
    const bench = aLocker({ plans: [...one] })
    bench.deposit(bench.signIn(), one[0])
    const isChanged = Promise.withResolvers<void>()
    const maySay = Promise.withResolvers<void>()
    const cancelling = world.db.transaction().execute(async (trx) => {
      const cancelled = { status: 'cancelled', cancelled_at: timestamp(world.clock.now()) } as const
      await trx.updateTable('shipment').set(cancelled).execute()
      await trx.updateTable('parcel').set({ status: 'cancelled' }).execute()
      isChanged.resolve()
      await maySay.promise
    })
    await isChanged.promise
    const applying = sendNews(world, bench)
    await until(
      'the news wait for the one who cancels',
      () => waitsForLock(database.db),
      seconds(10),
    )
    maySay.resolve()
    await Promise.all([cancelling, applying])
    expect(await views.quarantined()).toEqual([])
    expect(await views.parcels()).toMatchObject([{ status: 'stored' }])
    expect((await views.feed()).get(`parcel:${one[0].parcel}`)).toMatchObject({ recalled: true })
  })
})

describe('a shipment that stays partly stored', () => {
  const withEndpoint = async () => {
    await world.announce(two, grant)
    await anEndpoint(world.db, uuidOf(shop), ['shipment.overdue', 'shipment.ready'])
    const bench = aLocker({ plans: [...two], grants: [grant] })
    const session = bench.signIn()
    bench.deposit(session, two[0])
    await sendNews(world, bench)
    return { bench, session, due: must(bench.stayOf(two[0].label).dueAt, 'it is stored') }
  }
  const sweepAt = async (at: Instant) => {
    await world.clock.advance(millis(at - world.clock.now()))
    await sweepTimers(world.ctx, pgStore(world.ctx), { atMost: 10 })
  }
  const toldPeople = async () =>
    (await views.messages()).filter(({ channel }) => channel !== 'webhook').map(({ kind }) => kind)

  test('becomes overdue: the shop is told, and not the recipient, who never heard of it', async () => {
    const { due } = await withEndpoint()
    await sweepAt(instant(due - hours(24)))
    expect(await views.shipment()).toMatchObject({ status: 'partly-stored', next_timer_at: due })
    await sweepAt(due)
    expect(await views.shipment()).toMatchObject({ status: 'overdue', next_timer_at: null })
    expect(await toldMachines(world.db)).toMatchObject([
      {
        type: 'shipment.overdue',
        data: { status: 'overdue', readyAt: null, parcels: [{ status: 'stored' }, {}] },
      },
    ])
    expect(await toldPeople()).toEqual([])
  })

  test('is ready once the rest has come, and its recipient is told once', async () => {
    const { bench, due } = await withEndpoint()
    await sweepAt(due)
    bench.wait(days(3))
    bench.deposit(bench.signIn(), two[1])
    await sendNews(world, bench)
    const later = must(bench.stayOf(two[1].label).dueAt, 'it is stored')
    expect(await views.shipment()).toMatchObject({
      status: 'ready',
      due_at: later,
      next_timer_at: later - hours(24),
    })
    expect(await toldPeople()).toEqual(['shipment.ready'])
  })

  test('is told of though the rest came unheard and its time is over too, and ends after that', async () => {
    const { bench, session, due } = await withEndpoint()
    bench.deposit(session, two[1])
    const later = must(bench.stayOf(two[1].label).dueAt, 'it is stored')
    await sweepAt(due)
    await sweepAt(instant(later + hours(1)))
    await sendNews(world, bench)
    expect(await views.shipment()).toMatchObject({
      status: 'ready',
      next_timer_at: expect.any(Number),
    })
    await sweepAt(instant(later + hours(2)))
    expect(await views.shipment()).toMatchObject({ status: 'overdue', next_timer_at: null })
    expect(await toldPeople()).toEqual(['shipment.expired', 'shipment.ready'])
  })

  test('has no end when what was inside is taken out again at once', async () => {
    await world.announce(two, grant)
    const bench = aLocker({ plans: [...two], grants: [grant] })
    const session = bench.signIn()
    bench.deposit(session, two[0])
    bench.do({ do: 'undo-deposit', session, stay: bench.stayOf(two[0].label).id })
    bench.wait(seconds(1))
    bench.unlock()
    bench.wait(seconds(5))
    bench.closeAll()
    await sendNews(world, bench)
    expect(await views.shipment()).toMatchObject({ status: 'partly-stored', next_timer_at: null })
  })
})

describe('what staff must know', () => {
  test('a forced door, a door left open and the tenth wrong code raise one alarm each', async () => {
    const bench = aLocker()
    bench.moveDoor('open', bench.cellNamed('A1').id)
    bench.wait(minutes(4))
    bench.closeAll()
    for (let i = 0; i < 12; i++) {
      bench.typeCode('99999999')
      bench.wait(minutes(16))
    }
    await sendNews(world, bench)
    expect(await views.alarms()).toEqual(['access.locked', 'door.forced', 'door.left-open'])
  })

  test('a dispute holds the shipment until staff have looked', async () => {
    const one = [aPlan(1)] as const
    const right = aGrant(one)
    await world.announce(one, right)
    const bench = aLocker({ plans: [...one], grants: [right] })
    bench.deposit(bench.signIn(), one[0])
    await sendNews(world, bench)
    const outcome = collect(bench)
    const session = outcome.ok && outcome.did === 'opening' ? outcome.session : anId('ses', 1)
    bench.do({
      do: 'report-problem',
      session,
      cell: bench.stayOf(one[0].label).cell,
      problem: 'wrong',
    })
    await sendNews(world, bench)
    expect(await views.shipment()).toMatchObject({ status: 'disputed' })
    expect(await views.alarms()).toContain('stay.disputed')
    const unblock = aCommand(
      1,
      { do: 'unblock', cell: bench.stayOf(one[0].label).cell },
      { expiresAt: bench.now + 60_000 },
    )
    bench.do({ do: 'obey', command: unblock, asOfSeq: null, clockSynced: true })
    await sendNews(world, bench)
    expect(await views.shipment()).toMatchObject({ status: 'collected' })
  })
})

describe('commands', () => {
  test("are answered by the journal, and leave the locker's feed", async () => {
    const bench = aLocker()
    const cell = bench.cellNamed('A1').id
    const command = aCommand(1, { do: 'open', cell, side: 'front' })
    await world.db
      .insertInto('command')
      .values({
        id: uuidOf(command.command),
        locker_id: uuidOf(world.locker),
        cell_id: uuidOf(cell),
        as_of_seq: null,
        action: JSON.stringify(command.action),
        reason: 'asked',
        asked_by: uuidOf(anId('key', 1)),
        status: 'waiting',
        not_before: timestamp(world.clock.now()),
        expires_at: timestamp(world.clock.now()),
        created_at: timestamp(world.clock.now()),
      })
      .execute()
    const key = `command:${command.command}`
    const stream = `locker:${world.locker}`
    await world.db
      .transaction()
      .execute((trx) => writeFeed(trx, [{ stream, key, body: command }], world.clock.now()))
    const read = () =>
      world.db.selectFrom('command').select(['status', 'outcome']).executeTakeFirst()
    bench.do({ do: 'obey', command, asOfSeq: null, clockSynced: true })
    await sendNews(world, bench)
    expect(await read()).toEqual({ status: 'accepted', outcome: null })
    expect((await views.feed()).has(key)).toBe(true)
    bench.unlock()
    await sendNews(world, bench)
    expect(await read()).toEqual({ status: 'done', outcome: 'opened' })
    expect((await views.feed()).has(key)).toBe(false)
  })
})
