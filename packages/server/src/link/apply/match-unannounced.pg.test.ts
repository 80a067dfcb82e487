import { seconds } from '@cubby/kit/clock'
import { type OrganizationId, uuidOf } from '@cubby/kit/ids'
import {
  aCourier,
  aGrant,
  anId,
  aPlan,
  carrier,
  shop,
  someRules,
  stranger,
} from '@cubby/testing/kernel/builders'
import { aLocker, type KernelBench } from '@cubby/testing/kernel/kernel-bench'
import { collect, linkViews, sendNews } from '@cubby/testing/link/link-views'
import { type LinkWorld, linkWorld } from '@cubby/testing/link/link-world'
import { type TestDatabase, testDatabase } from '@cubby/testing/postgres/test-database'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { applyEnv, differenceOf, Draft } from '../../store/draft.ts'
import { pgStore } from '../../store/pg/pg-store.ts'
import { nothingWanted } from '../../store/slice.ts'
import { doWork, keep } from '../../store/work.ts'
import { matchAnnouncement } from './match.ts'

let database: TestDatabase
let world: LinkWorld
let views: ReturnType<typeof linkViews>
beforeEach(async () => {
  database = await testDatabase()
  world = await linkWorld(database.db)
  views = linkViews(world.db, world.locker)
})
afterEach(() => database[Symbol.asyncDispose]())

describe('a parcel that nobody announced to the locker', () => {
  const label = 'LABEL-1'
  const plan = aPlan(1)
  const right = aGrant([plan])

  /** What the announcement does when its rows are written. */
  const match = () =>
    doWork(world.ctx, pgStore(world.ctx), async (work) => {
      const shipments = [plan.shipment]
      const strangers = [{ locker: world.locker, label }]
      const slice = await work.tx.load({ ...nothingWanted(), shipments, strangers })
      const draft = new Draft(slice, applyEnv(world.ctx, work.now))
      const matched = matchAnnouncement(draft, plan.shipment, work.now)
      await keep(work, differenceOf(draft))
      return { matched, wakesJobs: work.wakesJobs }
    })

  function depositUnannounced(bench: KernelBench) {
    bench.deposit(bench.signIn(), { label }, 'A')
    return bench.said('stay.allocated')[0]?.parcel ?? anId('prc', 99)
  }

  test("is the announced one when the server knew: its rights are renewed under the locker's name", async () => {
    await world.announce([plan], right)
    const bench = aLocker()
    const edgeId = depositUnannounced(bench)
    await sendNews(world, bench)
    expect(await views.parcels()).toMatchObject([
      { id: uuidOf(plan.parcel), edge_id: uuidOf(edgeId), status: 'stored' },
    ])
    expect(await views.shipment()).toMatchObject({ status: 'ready' })
    expect((await views.messages()).map(({ kind }) => kind)).toEqual(['shipment.ready'])
    const items = await views.feed()
    expect(items.get(`parcel:${edgeId}`)).toMatchObject({ parcel: edgeId, shipment: plan.shipment })
    expect(items.get(`grant:${right.grant}`)).toMatchObject({
      parcels: [edgeId],
      codeVerifier: right.codeVerifier,
    })
    expect(items.has(`parcel:${plan.parcel}`)).toBe(false)
  })

  test('waits for its announcement, which then makes the shipment ready', async () => {
    const bench = aLocker()
    const edgeId = depositUnannounced(bench)
    await sendNews(world, bench)
    expect(await views.parcels()).toMatchObject([
      { id: uuidOf(edgeId), shipment_id: null, status: 'stored' },
    ])
    await world.announce([plan], right)
    expect(await match()).toEqual({ matched: true, wakesJobs: true })
    expect(await views.parcels()).toMatchObject([
      {
        id: uuidOf(plan.parcel),
        edge_id: uuidOf(edgeId),
        status: 'stored',
        shipment_id: uuidOf(plan.shipment),
      },
    ])
    const due = bench.stayOf(label).dueAt
    expect(await views.shipment()).toMatchObject({ status: 'ready', due_at: due })
    expect((await views.messages()).map(({ kind }) => kind)).toEqual(['shipment.ready'])
    const events = await world.db.selectFrom('custody_event').select('parcel_id').execute()
    expect(events).toEqual([{ parcel_id: uuidOf(plan.parcel) }])
    // The locker has learnt the right under its own name, and the recipient comes.
    const signed = (await views.feed()).get(`grant:${right.grant}`) as never
    bench.known.grants.push(signed)
    expect(collect(bench)).toMatchObject({ ok: true })
    await sendNews(world, bench)
    expect(await views.shipment()).toMatchObject({ status: 'collected' })
  })

  test('is matched even when the announcement comes between choosing a cell and closing its door', async () => {
    const bench = aLocker()
    const session = bench.signIn()
    bench.scan(session, label, 'A')
    await sendNews(world, bench)
    await world.announce([plan], right)
    await match()
    expect(await views.shipment()).toMatchObject({ status: 'announced' })
    bench.unlock()
    bench.wait(seconds(5))
    bench.closeAll()
    await sendNews(world, bench)
    expect(await views.shipment()).toMatchObject({ status: 'ready' })
  })

  test("stays unmatched when another carrier's courier brought the same label", async () => {
    await world.announce([plan], right)
    const other = aCourier(7, { organization: stranger })
    const bench = aLocker({
      couriers: [other],
      organizations: [
        {
          organization: stranger,
          acceptsUnannounced: true,
          rentsOnly: false,
          carries: true,
          storageMs: 3 * 86_400_000,
        },
      ],
    })
    bench.deposit(bench.signIn(other), { label }, 'A')
    await sendNews(world, bench)
    expect(await views.shipment()).toMatchObject({ status: 'announced' })
    expect(
      (await views.parcels()).map(({ shipment_id, status }) => [shipment_id === null, status]),
    ).toEqual([
      [false, 'announced'],
      [true, 'stored'],
    ])
  })

  describe('and whose shipment names no carrier', () => {
    const open = aPlan(1, { carrier: null })
    const openRight = aGrant([open])
    const foreign = aCourier(7, { organization: stranger })
    const brings = () =>
      aLocker({
        couriers: [foreign],
        organizations: [
          {
            organization: stranger,
            acceptsUnannounced: true,
            rentsOnly: false,
            carries: true,
            storageMs: 3 * 86_400_000,
          },
        ],
      })
    const listedFor = (id: OrganizationId, carriers: OrganizationId[]) =>
      world.db
        .updateTable('organization')
        .set({ carriers: carriers.map(uuidOf) })
        .where('id', '=', uuidOf(id))
        .execute()

    test.each([
      ['a carrier that the operator has listed for the shop', [stranger], 'ready'],
      ['a carrier that carries for others only', [carrier], 'announced'],
      ['anybody, where the operator has listed nobody', [], 'announced'],
    ])('%s brings its label', async (_, listed, status) => {
      await listedFor(shop, listed)
      await world.announce([open], openRight)
      const bench = brings()
      bench.deposit(bench.signIn(foreign), { label }, 'A')
      await sendNews(world, bench)
      expect(await views.shipment()).toMatchObject({ status })
    })

    test.each([
      ['a carrier that the operator has listed for the shop', [stranger], true],
      ['a carrier that carries for others only', [carrier], false],
    ])('the announcement that comes later finds what %s brought: %s', async (_, listed, is) => {
      await listedFor(shop, listed)
      const bench = brings()
      bench.deposit(bench.signIn(foreign), { label }, 'A')
      await sendNews(world, bench)
      await world.announce([open], openRight)
      expect(await match()).toMatchObject({ matched: is })
    })

    test('the couriers of the shop itself bring it without being listed', async () => {
      await listedFor(shop, [])
      const own = aCourier(8, { organization: shop })
      const bench = aLocker({ couriers: [own], organizations: [someRules({ organization: shop })] })
      bench.deposit(bench.signIn(own), { label }, 'A')
      await sendNews(world, bench)
      await world.announce([open], openRight)
      expect(await match()).toMatchObject({ matched: true })
    })
  })

  test('whose door never closed leaves no parcel behind', async () => {
    const bench = aLocker()
    const session = bench.signIn()
    bench.scan(session, label, 'A')
    bench.do({ do: 'undo-deposit', session, stay: bench.stayOf(label).id })
    await sendNews(world, bench)
    expect(await views.parcels()).toMatchObject([{ status: 'cancelled', shipment_id: null }])
    expect(await views.custody()).toEqual(['cancelled-deposit'])
  })
})
