import { seconds } from '@cubby/kit/clock'
import { uuidOf } from '@cubby/kit/ids'
import type { Topic } from '@cubby/protocol/changes'
import { scopes } from '@cubby/protocol/operation'
import { createLocker } from '@cubby/protocol/operations/lockers/create-locker'
import { updateLocker } from '@cubby/protocol/operations/lockers/update-locker'
import { announceShipment } from '@cubby/protocol/operations/shipments/announce-shipment'
import { cancelShipment } from '@cubby/protocol/operations/shipments/cancel-shipment'
import { aGrant, aPlan, carrier, shop, stranger } from '@cubby/testing/kernel/builders'
import { aLocker } from '@cubby/testing/kernel/kernel-bench'
import { listeningScreen } from '@cubby/testing/api/listening-screen'
import { smallNetwork } from '@cubby/testing/api/small-network'
import { asPage, signedIn } from '@cubby/testing/api/staff'
import { apiOver, testApi } from '@cubby/testing/api/test-api'
import { wireOf } from '@cubby/testing/link/chained'
import { linkWorld } from '@cubby/testing/link/link-world'
import { smallLocker } from '@cubby/testing/network/street-locker'
import { until } from '@cubby/testing/network/until'
import { testDatabase } from '@cubby/testing/postgres/test-database'
import { describe, expect, test } from 'vitest'
import type { Caller } from '../http/caller.ts'
import { localPokes } from '../link/pokes/local-pokes.ts'
import { hearingOf } from './hearing.ts'

const everything: Topic[] = ['lockers', 'shipments', 'messages', 'alarms', 'disputes']

describe('while a parcel is put in', () => {
  /** What this caller hears of it, on a database of its own. */
  async function heardBy(over: Partial<Caller>) {
    await using database = await testDatabase()
    const world = await linkWorld(database.db)
    const plan = { ...aPlan(1), carrier }
    const bench = aLocker({ plans: [plan], grants: [aGrant([plan])] })
    await world.announce([plan], aGrant([plan]))
    const topics: Topic[] = [
      ...everything,
      `locker:${world.locker}`,
      `shipment:${plan.shipment}` as Topic,
    ]
    const person = { id: '', staff: null, organization: null, lockers: null }
    const caller: Caller = { ...person, scopes: new Set(scopes), ...over }
    const hearing = await hearingOf(world.ctx, caller, topics)
    const heard = new Set<Topic>()
    world.ctx.pokes.listen(new Set(hearing.topics.keys()), (streams) => {
      for (const stream of streams)
        for (const each of hearing.topics.get(stream) ?? []) heard.add(each)
    })
    bench.deposit(bench.signIn(), plan)
    await world.push(wireOf(bench.journal))
    const named = (topic: Topic) => topic.replace(/_.*$/, '')
    return [...heard].map(named).toSorted()
  }

  test('the operator hears of all of it', async () => {
    const heard = await heardBy({})
    for (const topic of ['lockers', 'locker:lck', 'shipments', 'shipment:shp', 'messages'])
      expect(heard).toContain(topic)
  })

  test('whose parcel it is hears of it, and of the locker where it is', async () => {
    const heard = await heardBy({ organization: uuidOf(shop) })
    expect(heard).toEqual(['locker:lck', 'messages', 'shipment:shp', 'shipments'])
  })

  test('whose courier brings it hears of the locker where it lies, and of no shipment of the shop', async () => {
    expect(await heardBy({ organization: uuidOf(carrier) })).toEqual(['locker:lck'])
  })

  test('another organization hears of nothing, and neither does who reaches another locker', async () => {
    expect(await heardBy({ organization: uuidOf(stranger) })).toEqual([])
    expect(await heardBy({ lockers: new Set() })).toEqual([])
  })

  test('who may read no shipments hears of none', async () => {
    const organization = uuidOf(shop)
    const heard = await heardBy({ organization, scopes: new Set(['network:read']) })
    expect(heard).toEqual(['locker:lck'])
  })
})

test("a tenant's person hears of the own shipments and machines within the stream, and never of another's", async () => {
  await using one = await testApi()
  const pokes = localPokes()
  await using api = await apiOver({ ...one.ctx, pokes }, one.clock)
  const network = await smallNetwork({ ...api, poked: [] })
  const { shop: ours, rival, shopKey, rivalKey } = network
  const far = await api.call(api.operator, createLocker, {
    body: { location: network.location.id, name: 'Pier', layout: smallLocker() },
  })
  const of = (organization: `org_${string}`) => ({ kind: 'organization', organization }) as const
  const person = asPage(await signedIn(api, { reach: of(ours.id) }))
  const other = asPage(await signedIn(api, { reach: of(rival.id) }))
  const reach = { kind: 'lockers' as const, lockers: [network.locker.id] }
  const near = asPage(await signedIn(api, { reach }))
  const mine = await network.announce()
  const topics = [...everything, `shipment:${mine.id}`, `locker:${network.locker.id}`].join(',')
  const screen = await listeningScreen(api.app, person, topics)
  const elsewhere = await listeningScreen(api.app, other, topics)
  const host = await listeningScreen(api.app, near, topics)
  expect([screen.status, elsewhere.status, host.status]).toEqual([200, 200, 200])
  const heardOn = (at: typeof screen, topic: string) =>
    until(
      `${topic} is heard`,
      async () => {
        // Screens are told at most twice a second.
        await one.clock.advance(seconds(1))
        return at.heard.includes(topic)
      },
      seconds(20),
    )

  await api.call(rivalKey, announceShipment, {
    body: network.anAnnouncement({ locker: far.id, parcels: [{ label: 'FAR-1', grams: 500 }] }),
  })
  await heardOn(elsewhere, 'shipments')
  expect([screen.heard, host.heard]).toEqual([[], []])

  const body = { reason: 'sold out' }
  await api.call(shopKey, cancelShipment, { params: { shipment: mine.id }, body })
  for (const at of [screen, host]) {
    await heardOn(at, 'shipments')
    await heardOn(at, `shipment:${mine.id}`)
  }
  expect(new Set(elsewhere.heard)).toEqual(new Set(['shipments']))
  expect(elsewhere.heard).toHaveLength(1)

  await api.call(api.operator, updateLocker, {
    params: { locker: network.locker.id },
    body: { name: 'Hall 2' },
  })
  for (const at of [screen, host]) await heardOn(at, `locker:${network.locker.id}`)
  const before = host.heard.length
  await api.call(api.operator, updateLocker, { params: { locker: far.id }, body: { name: 'Mole' } })
  await heardOn(screen, 'lockers')
  expect(host.heard).toHaveLength(before)
  await Promise.all([screen.leave(), elsewhere.leave(), host.leave()])
  await pokes.stop()
})
