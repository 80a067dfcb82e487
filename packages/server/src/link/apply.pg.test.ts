import { uuidOf } from '@cubby/kit/ids'
import { minutes, seconds } from '@cubby/kit/clock'
import { aCommand, aCourier, aGrant, anId, aPlan, shop, stranger } from '@cubby/testing/kernel/builders'
import { aLocker, type KernelBench } from '@cubby/testing/kernel/kernel-bench'
import { wireOf } from '@cubby/testing/link/chained'
import { type LinkWorld, linkWorld } from '@cubby/testing/link/link-world'
import { type TestDatabase, testDatabase } from '@cubby/testing/postgres/test-database'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { matchUnannounced } from './apply/match-unannounced.ts'
import { timestamp } from '../db/tables/column.ts'
import { readFeed } from '../feed/read-feed.ts'
import { writeFeed } from '../feed/write-feed.ts'

let database: TestDatabase
let world: LinkWorld
beforeEach(async () => {
  database = await testDatabase()
  world = await linkWorld(database.db)
})
afterEach(() => database[Symbol.asyncDispose]())

const two = [aPlan(1), aPlan(2, { shipment: anId('shp', 1) })] as const
const grant = aGrant(two)

/** Sends what the bench has journalled since the last time. */
async function send(bench: KernelBench) {
  const head = await world.db.selectFrom('journal').select('received_through').executeTakeFirst()
  await world.push(wireOf(bench.journal).slice(head?.received_through ?? 0))
}

function collect(bench: KernelBench, code = '11112222') {
  const { outcome } = bench.typeCode(code)
  bench.wait(seconds(1))
  bench.unlock()
  bench.wait(seconds(10))
  bench.closeAll()
  return outcome
}

const shipment = () =>
  world.db
    .selectFrom('shipment')
    .select(['status', 'ready_at', 'due_at', 'next_timer_at', 'collected_at'])
    .executeTakeFirstOrThrow()
const parcels = () =>
  world.db
    .selectFrom('parcel')
    .select(['id', 'label', 'status', 'shipment_id', 'edge_id', 'stay_id', 'cell_id'])
    .orderBy('label')
    .execute()
const messages = () => world.db.selectFrom('message').select(['kind', 'channel', 'recipient']).orderBy('dedupe_key').execute()
const custody = async () =>
  (await world.db.selectFrom('custody_event').select(['kind', 'parcel_id']).orderBy('seq').execute()).map(({ kind }) => kind)
const alarms = async () =>
  (await world.db.selectFrom('alarm').select('kind').orderBy('kind').execute()).map(({ kind }) => kind)
async function feed() {
  const [page] = await readFeed(world.db, [{ stream: `locker:${world.locker}`, epoch: null, cursor: 0 }], 500)
  return new Map(page?.items.filter(({ dead }) => !dead).map(({ key, body }) => [key, body as Record<string, unknown>]))
}

describe('a shipment of two parcels', () => {
  test('is partly stored, then ready, and its recipient is told once on each channel', async () => {
    await world.announce(two, grant, { phone: '+48600100200' })
    const bench = aLocker({ plans: [...two], grants: [grant] })
    const session = bench.signIn()
    bench.deposit(session, two[0])
    await send(bench)
    expect(await shipment()).toMatchObject({ status: 'partly-stored', ready_at: null })
    expect(await messages()).toEqual([])
    bench.deposit(session, two[1])
    await send(bench)
    const due = bench.stayOf(two[1].label).dueAt
    expect(await shipment()).toMatchObject({ status: 'ready', due_at: due, next_timer_at: Number(due) - 24 * 3_600_000 })
    expect((await messages()).map(({ channel }) => channel)).toEqual(['email', 'sms'])
    expect(world.ctx.jobs.held).toHaveLength(2)
    expect(await custody()).toEqual(['deposited', 'deposited'])
  })

  test('is collected at once: custody is complete, the right is gone from the locker, nothing is left to do', async () => {
    await world.announce(two, grant)
    const bench = aLocker({ plans: [...two], grants: [grant] })
    const session = bench.signIn()
    for (const plan of two) bench.deposit(session, plan)
    await send(bench)
    expect(collect(bench)).toMatchObject({ ok: true })
    await send(bench)
    expect(await shipment()).toMatchObject({ status: 'collected', next_timer_at: null })
    expect((await parcels()).map(({ status, cell_id }) => [status, cell_id])).toEqual([['collected', null], ['collected', null]])
    expect(await custody()).toEqual(['deposited', 'deposited', 'collected', 'collected'])
    expect([...(await feed()).keys()]).toEqual([])
    const right = await world.db.selectFrom('pickup_right').select('revoked_at').executeTakeFirstOrThrow()
    expect(right.revoked_at).not.toBeNull()
  })

  test('that was collected before we heard of its deposit sends nobody to an empty locker', async () => {
    await world.announce(two, grant)
    const bench = aLocker({ plans: [...two], grants: [grant] })
    const session = bench.signIn()
    for (const plan of two) bench.deposit(session, plan)
    collect(bench)
    await send(bench)
    expect(await shipment()).toMatchObject({ status: 'collected' })
    expect(await messages()).toEqual([])
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
    await send(bench)
    expect(await shipment()).toMatchObject({ status: 'withdrawn', ready_at: null })
    expect(await messages()).toEqual([])
    bench.deposit(session, one[0])
    await send(bench)
    expect(await shipment()).toMatchObject({ status: 'ready' })
    expect((await messages()).map(({ kind }) => kind)).toEqual(['shipment.ready'])
  })

  test('tells the shop\'s endpoints each step once, and only what they asked for', async () => {
    await world.announce(two, grant)
    await world.db
      .insertInto('webhook_endpoint')
      .values({
        ...{ id: uuidOf(anId('whk', 1)), organization_id: uuidOf(shop), url: 'https://shop.example/hook' },
        ...{ secret_sealed: 'sealed', events: ['parcel.stored', 'shipment.ready', 'shipment.collected'] },
        created_at: timestamp(world.clock.now()),
      })
      .execute()
    const bench = aLocker({ plans: [...two], grants: [grant] })
    const session = bench.signIn()
    for (const plan of two) bench.deposit(session, plan)
    collect(bench)
    await send(bench)
    const told = (await messages()).filter(({ channel }) => channel === 'webhook').map(({ kind }) => kind)
    expect(told.toSorted()).toEqual(['parcel.stored', 'parcel.stored', 'shipment.collected', 'shipment.ready'])
  })

  test('cancelled while the locker was offline is recalled when it turns up inside', async () => {
    const one = [aPlan(1)] as const
    await world.announce(one, null)
    await world.db.updateTable('shipment').set({ status: 'cancelled', cancelled_at: timestamp(world.clock.now()) }).execute()
    await world.db.updateTable('parcel').set({ status: 'cancelled' }).execute()
    const bench = aLocker({ plans: [...one] })
    bench.deposit(bench.signIn(), one[0])
    await send(bench)
    expect(await shipment()).toMatchObject({ status: 'cancelled' })
    expect((await feed()).get(`parcel:${one[0].parcel}`)).toMatchObject({ recalled: true })
    expect(await alarms()).toEqual(['parcel.stored-after-cancel'])
    expect(await messages()).toEqual([])
  })
})

describe('a parcel that nobody announced to the locker', () => {
  const label = 'LABEL-1'
  const plan = aPlan(1)
  const right = aGrant([plan])

  function depositUnannounced(bench: KernelBench) {
    bench.deposit(bench.signIn(), { label }, 'A')
    return bench.said('stay.allocated')[0]?.parcel ?? anId('prc', 99)
  }

  test('is the announced one when the server knew: its rights are renewed under the locker\'s name', async () => {
    await world.announce([plan], right)
    const bench = aLocker()
    const edgeId = depositUnannounced(bench)
    await send(bench)
    expect(await parcels()).toMatchObject([{ id: uuidOf(plan.parcel), edge_id: uuidOf(edgeId), status: 'stored' }])
    expect(await shipment()).toMatchObject({ status: 'ready' })
    expect((await messages()).map(({ kind }) => kind)).toEqual(['shipment.ready'])
    const items = await feed()
    expect(items.get(`parcel:${edgeId}`)).toMatchObject({ parcel: edgeId, shipment: plan.shipment })
    expect(items.get(`grant:${right.grant}`)).toMatchObject({ parcels: [edgeId], codeVerifier: right.codeVerifier })
    expect(items.has(`parcel:${plan.parcel}`)).toBe(false)
  })

  test('waits for its announcement, which then makes the shipment ready', async () => {
    const bench = aLocker()
    const edgeId = depositUnannounced(bench)
    await send(bench)
    expect(await parcels()).toMatchObject([{ id: uuidOf(edgeId), shipment_id: null, status: 'stored' }])
    await world.announce([plan], right)
    const done = await world.db.transaction().execute(async (trx) => {
      const ids = { id: uuidOf(plan.shipment), locker_id: uuidOf(world.locker) }
      const matched = await matchUnannounced(trx, world.ctx, ids)
      await writeFeed(trx, matched.changes, world.clock.now())
      return matched
    })
    expect(done).toMatchObject({ matched: true, wakesJobs: true })
    expect(await parcels()).toMatchObject([
      { id: uuidOf(plan.parcel), edge_id: uuidOf(edgeId), status: 'stored', shipment_id: uuidOf(plan.shipment) },
    ])
    const due = bench.stayOf(label).dueAt
    expect(await shipment()).toMatchObject({ status: 'ready', due_at: due })
    expect((await messages()).map(({ kind }) => kind)).toEqual(['shipment.ready'])
    const events = await world.db.selectFrom('custody_event').select('parcel_id').execute()
    expect(events).toEqual([{ parcel_id: uuidOf(plan.parcel) }])
    // The locker has learnt the right under its own name, and the recipient comes.
    const signed = (await feed()).get(`grant:${right.grant}`) as never
    bench.known.grants.push(signed)
    expect(collect(bench)).toMatchObject({ ok: true })
    await send(bench)
    expect(await shipment()).toMatchObject({ status: 'collected' })
  })

  test('is matched even when the announcement comes between choosing a cell and closing its door', async () => {
    const bench = aLocker()
    const session = bench.signIn()
    bench.scan(session, label, 'A')
    await send(bench)
    await world.announce([plan], right)
    const ids = { id: uuidOf(plan.shipment), locker_id: uuidOf(world.locker) }
    await world.db.transaction().execute((trx) => matchUnannounced(trx, world.ctx, ids))
    expect(await shipment()).toMatchObject({ status: 'announced' })
    bench.unlock()
    bench.wait(seconds(5))
    bench.closeAll()
    await send(bench)
    expect(await shipment()).toMatchObject({ status: 'ready' })
  })

  test('stays unmatched when another carrier\'s courier brought the same label', async () => {
    await world.announce([plan], right)
    const other = aCourier(7, { organization: stranger })
    const bench = aLocker({
      couriers: [other],
      organizations: [{ organization: stranger, acceptsUnannounced: true, storageMs: 3 * 86_400_000 }],
    })
    bench.deposit(bench.signIn(other), { label }, 'A')
    await send(bench)
    expect(await shipment()).toMatchObject({ status: 'announced' })
    expect((await parcels()).map(({ shipment_id, status }) => [shipment_id === null, status]).toSorted()).toEqual([
      [false, 'announced'],
      [true, 'stored'],
    ])
  })

  test('whose door never closed leaves no parcel behind', async () => {
    const bench = aLocker()
    const session = bench.signIn()
    bench.scan(session, label, 'A')
    bench.do({ do: 'undo-deposit', session, stay: bench.stayOf(label).id })
    await send(bench)
    expect(await parcels()).toMatchObject([{ status: 'cancelled', shipment_id: null }])
    expect(await custody()).toEqual(['cancelled-deposit'])
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
    await send(bench)
    expect(await alarms()).toEqual(['access.locked', 'door.forced', 'door.left-open'])
  })

  test('a dispute holds the shipment until staff have looked', async () => {
    const one = [aPlan(1)] as const
    const right = aGrant(one)
    await world.announce(one, right)
    const bench = aLocker({ plans: [...one], grants: [right] })
    bench.deposit(bench.signIn(), one[0])
    await send(bench)
    const outcome = collect(bench)
    const session = outcome.ok && outcome.did === 'opening' ? outcome.session : anId('ses', 1)
    bench.do({ do: 'report-problem', session, cell: bench.stayOf(one[0].label).cell, problem: 'wrong' })
    await send(bench)
    expect(await shipment()).toMatchObject({ status: 'disputed' })
    expect(await alarms()).toContain('stay.disputed')
    const unblock = aCommand(1, { do: 'unblock', cell: bench.stayOf(one[0].label).cell }, { expiresAt: bench.now + 60_000 })
    bench.do({ do: 'obey', command: unblock, asOfSeq: null, clockSynced: true })
    await send(bench)
    expect(await shipment()).toMatchObject({ status: 'collected' })
  })
})

describe('commands', () => {
  test('are answered by the journal, and leave the locker\'s feed', async () => {
    const bench = aLocker()
    const cell = bench.cellNamed('A1').id
    const command = aCommand(1, { do: 'open', cell, side: 'front' })
    await world.db
      .insertInto('command')
      .values({
        ...{ id: uuidOf(command.command), locker_id: uuidOf(world.locker), cell_id: uuidOf(cell), as_of_seq: null },
        ...{ action: JSON.stringify(command.action), reason: 'asked', asked_by: uuidOf(anId('key', 1)), status: 'waiting' },
        ...{ not_before: timestamp(world.clock.now()), expires_at: timestamp(world.clock.now()) },
        created_at: timestamp(world.clock.now()),
      })
      .execute()
    const key = `command:${command.command}`
    const stream = `locker:${world.locker}`
    await world.db.transaction().execute((trx) => writeFeed(trx, [{ stream, key, body: command }], world.clock.now()))
    const read = () => world.db.selectFrom('command').select(['status', 'outcome']).executeTakeFirst()
    bench.do({ do: 'obey', command, asOfSeq: null, clockSynced: true })
    await send(bench)
    expect(await read()).toEqual({ status: 'accepted', outcome: null })
    expect((await feed()).has(key)).toBe(true)
    bench.unlock()
    await send(bench)
    expect(await read()).toEqual({ status: 'done', outcome: 'opened' })
    expect((await feed()).has(key)).toBe(false)
  })
})
