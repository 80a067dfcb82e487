import { uuidOf } from '@cubby/kit/ids'
import { changeConfiguration } from '@cubby/protocol/operations/configuration/change-configuration'
import { createLocation } from '@cubby/protocol/operations/locations/create-location'
import { updateLocation } from '@cubby/protocol/operations/locations/update-location'
import { createLocker } from '@cubby/protocol/operations/lockers/create-locker'
import { listLockers } from '@cubby/protocol/operations/lockers/list-lockers'
import { updateLocker } from '@cubby/protocol/operations/lockers/update-locker'
import { updateOrganization } from '@cubby/protocol/operations/organizations/update-organization'
import { changeMembers } from '@cubby/protocol/operations/segments/change-members'
import { createSegment } from '@cubby/protocol/operations/segments/create-segment'
import { listSegments } from '@cubby/protocol/operations/segments/list-segments'
import { previewSegment } from '@cubby/protocol/operations/segments/preview-segment'
import { readSegment } from '@cubby/protocol/operations/segments/read-segment'
import { removeSegment } from '@cubby/protocol/operations/segments/remove-segment'
import { updateSegment } from '@cubby/protocol/operations/segments/update-segment'
import { anAddress, type SmallNetwork, smallNetwork } from '@cubby/testing/api/small-network'
import { machinesOf } from '@cubby/testing/api/established'
import { tableDigest } from '@cubby/testing/api/table-digest'
import { type TestApi, testApi } from '@cubby/testing/api/test-api'
import { smallLocker } from '@cubby/testing/network/street-locker'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { z } from 'zod'
import { sharedStreamsReader } from '../../link/pg/shared-streams.ts'

let api: TestApi
let network: SmallNetwork
let warsaw: `loc_${string}`
beforeAll(async () => {
  api = await testApi()
  network = await smallNetwork(api)
  const place = await api.call(api.operator, createLocation, {
    body: {
      name: 'Old town',
      address: { ...anAddress, city: 'Warszawa', postCode: '00-001', country: 'PL' },
      latitude: 52.23,
      longitude: 21.01,
    },
  })
  warsaw = place.id
})
afterAll(() => api[Symbol.asyncDispose]())
beforeEach(() => void (api.poked.length = 0))

type NewSegment = z.input<typeof createSegment.body>
let count = 0
const add = (over: Partial<NewSegment> = {}) =>
  api.call(api.operator, createSegment, { body: { name: `Segment ${++count}`, ...over } })
const addLocker = async (location: `loc_${string}`, name = 'Gate') =>
  (
    await api.call(api.operator, createLocker, {
      body: { location, name, layout: smallLocker() },
    })
  ).id
const membersOf = async (segment: `seg_${string}`) => {
  const { items } = await api.call(network.shopKey, listLockers, { query: { segment } })
  return items.map(({ id }) => id)
}
const inPoland = {
  match: 'all' as const,
  conditions: [{ of: 'country' as const, in: ['PL'] }],
}

describe('a segment with a rule', () => {
  test('has its lockers at once, and the next one that is put up there', async () => {
    const first = await addLocker(warsaw)
    const segment = await add({ rule: inPoland })
    expect(segment.lockers).toBe(1)
    expect(api.poked).toContain('network')
    const second = await addLocker(warsaw)
    expect(await membersOf(segment.id)).toEqual([second, first])
  })

  test('loses a locker that moves away, and takes it back', async () => {
    const segment = await add({ rule: inPoland })
    const locker = await addLocker(warsaw)
    const move = (location: `loc_${string}`) =>
      api.call(api.operator, updateLocker, { params: { locker }, body: { location } })
    api.poked.length = 0
    await move(network.location.id)
    expect(await membersOf(segment.id)).not.toContain(locker)
    expect(api.poked).toContain('network')
    await move(warsaw)
    expect(await membersOf(segment.id)).toContain(locker)
  })

  test('chooses again when a place changes, and when the rule does', async () => {
    const name = 'Quay'
    const locker = await addLocker(network.location.id, name)
    const segment = await add({
      rule: {
        match: 'all',
        conditions: [
          { of: 'post-code', startsWith: ['77'] },
          { of: 'name', contains: 'quay' },
        ],
      },
    })
    expect(segment.lockers).toBe(0)
    await api.call(api.operator, updateLocation, {
      params: { location: network.location.id },
      body: { address: { ...anAddress, postCode: '77777' } },
    })
    expect(await membersOf(segment.id)).toEqual([locker])
    const params = { segment: segment.id }
    const changed = await api.call(api.operator, updateSegment, {
      params,
      body: { rule: { match: 'any', conditions: [{ of: 'cells', atLeast: 400 }] } },
    })
    expect(changed.lockers).toBe(0)
    api.poked.length = 0
    await api.call(api.operator, updateSegment, { params, body: { rank: 5 } })
    expect(api.poked).not.toContain('network')
  })

  test('by model has a machine from the moment it is established', async () => {
    const machines = machinesOf(api, warsaw)
    const model = await machines.aModel('Corner', ['CBA'])
    const segment = await add({
      rule: { match: 'all', conditions: [{ of: 'model', in: [model] }] },
    })
    const locker = await machines.establish(model)
    expect(await membersOf(segment.id)).toEqual([locker.id])
    const item = await api.ctx.db
      .selectFrom('feed_item')
      .select('body')
      .where('stream_id', '=', `locker:${locker.id}`)
      .where('key', '=', 'place')
      .executeTakeFirst()
    expect(item?.body).toMatchObject({ name: 'Old town', city: 'Warszawa' })
  })

  test('tells its settings again when its rank changes', async () => {
    const segment = await add({ rule: inPoland })
    await api.call(api.operator, changeConfiguration, {
      params: { of: segment.id },
      body: {
        version: 0,
        set: [{ name: 'screen.theme', value: 'dark' }],
        reason: 'a pilot',
      },
    })
    await api.call(api.operator, updateSegment, {
      params: { segment: segment.id },
      body: { rank: 7 },
    })
    const item = await api.ctx.db
      .selectFrom('feed_item')
      .select('body')
      .where('stream_id', '=', `segment:${segment.id}`)
      .executeTakeFirstOrThrow()
    expect(item.body).toMatchObject({ of: segment.id, rank: 7 })
  })

  test('takes no lockers by hand', async () => {
    const segment = await add({ rule: inPoland })
    const answer = await api.ask(api.operator, changeMembers, {
      params: { segment: segment.id },
      body: { add: [network.locker.id] },
    })
    expect(answer.body).toMatchObject({ code: 'conflict/state' })
  })

  test('is what the preview said, and the preview changes nothing', async () => {
    await addLocker(warsaw)
    const before = await tableDigest(api.ctx.db)
    const preview = await api.call(api.operator, previewSegment, {
      body: { rule: inPoland, limit: 1 },
    })
    expect(await tableDigest(api.ctx.db)).toEqual(before)
    const segment = await add({ rule: inPoland })
    expect(preview.matches).toBe(segment.lockers)
    expect(preview.items).toHaveLength(1)
    expect(preview.items[0]).toMatchObject({ city: 'Warszawa', place: 'Old town' })
  })
})

describe('a segment by hand', () => {
  test('takes lockers in and out, and naming one twice does no harm', async () => {
    const segment = await add()
    const params = { segment: segment.id }
    const locker = network.locker.id
    const one = await api.call(api.operator, changeMembers, {
      params,
      body: { add: [locker, locker] },
    })
    expect(one.lockers).toBe(1)
    const streams = await sharedStreamsReader(api.ctx.db, api.clock)(locker)
    expect(streams).toContain(`segment:${segment.id}`)
    const none = await api.call(api.operator, changeMembers, { params, body: { remove: [locker] } })
    expect(none.lockers).toBe(0)
    const again = await api.call(api.operator, changeMembers, {
      params,
      body: { remove: [locker] },
    })
    expect(again.lockers).toBe(0)
  })

  test('with one locker that does not exist takes none of them', async () => {
    const segment = await add()
    const answer = await api.ask(api.operator, changeMembers, {
      params: { segment: segment.id },
      body: { add: [network.locker.id, api.ctx.ids.mint('lck')] },
    })
    expect(answer.body).toMatchObject({ errors: [{ pointer: '/add/1', code: 'not-found' }] })
    expect(await membersOf(segment.id)).toEqual([])
  })

  test('keeps its lockers when a rule is taken away', async () => {
    await addLocker(warsaw)
    const segment = await add({ rule: inPoland })
    const changed = await api.call(api.operator, updateSegment, {
      params: { segment: segment.id },
      body: { rule: null },
    })
    expect(changed).toMatchObject({ rule: null, lockers: segment.lockers })
  })
})

test('two segments have not the same name', async () => {
  await add({ name: 'Pilot' })
  const other = await add()
  const refusal = { code: 'conflict/duplicate', errors: [{ pointer: '/name', code: 'duplicate' }] }
  const create = await api.ask(api.operator, createSegment, { body: { name: 'Pilot' } })
  expect(create.body).toMatchObject(refusal)
  const update = await api.ask(api.operator, updateSegment, {
    params: { segment: other.id },
    body: { name: 'Pilot' },
  })
  expect(update.body).toMatchObject(refusal)
})

test('the list finds segments by name and by locker', async () => {
  const segment = await add({ name: 'Harbour quarter' })
  const locker = network.locker.id
  await api.call(api.operator, changeMembers, {
    params: { segment: segment.id },
    body: { add: [locker] },
  })
  const found = async (query: object) =>
    (await api.call(network.shopKey, listSegments, { query })).items.map(({ id }) => id)
  expect(await found({ q: 'harbour' })).toEqual([segment.id])
  expect(await found({ locker })).toContain(segment.id)
})

describe('a delivery operator that works in segments', () => {
  const worksIn = (segments: `seg_${string}`[] | null, organization = network.carrier.id) =>
    api.ask(api.operator, updateOrganization, {
      params: { organization },
      body: { worksIn: segments },
    })
  const isFollowed = async (locker: `lck_${string}`) =>
    (await sharedStreamsReader(api.ctx.db, api.clock)(locker)).includes(`org:${network.carrier.id}`)

  test('is known to the lockers there and to no others', async () => {
    const [here, there] = [await addLocker(warsaw), network.locker.id]
    const segment = await add({ rule: inPoland })
    expect((await worksIn([segment.id])).body).toMatchObject({ worksIn: [segment.id] })
    expect(api.poked).toContain('network')
    expect([await isFollowed(here), await isFollowed(there)]).toEqual([true, false])
    const params = { segment: segment.id }
    expect((await api.ask(api.operator, removeSegment, { params })).body).toMatchObject({
      code: 'conflict/state',
      extra: { usedBy: network.carrier.id },
    })
    await worksIn(null)
    expect([await isFollowed(here), await isFollowed(there)]).toEqual([true, true])
    expect(await api.ask(api.operator, removeSegment, { params })).toMatchObject({ status: 204 })
    expect(await api.ask(api.operator, readSegment, { params })).toMatchObject({ status: 404 })
    const left = await api.ctx.db
      .selectFrom('segment_locker')
      .select('locker_id')
      .where('segment_id', '=', uuidOf(segment.id))
      .execute()
    expect(left).toEqual([])
  })

  test('names segments that exist, and a shop names none', async () => {
    const nowhere = await worksIn([api.ctx.ids.mint('seg')])
    expect(nowhere.body).toMatchObject({ errors: [{ pointer: '/worksIn/0', code: 'not-found' }] })
    const segment = await add()
    const shop = await worksIn([segment.id], network.shop.id)
    expect(shop.body).toMatchObject({ errors: [{ pointer: '/worksIn', code: 'not-allowed' }] })
  })
})

test('a rule and a locker that change at the same moment agree in the end', async () => {
  const segment = await add({
    rule: { match: 'all', conditions: [{ of: 'name', contains: 'k9' }] },
  })
  const locker = await addLocker(warsaw, 'K1')
  await Promise.all([
    api.call(api.operator, updateLocker, { params: { locker }, body: { name: 'K7' } }),
    api.call(api.operator, updateSegment, {
      params: { segment: segment.id },
      body: { rule: { match: 'all', conditions: [{ of: 'name', contains: 'k7' }] } },
    }),
  ])
  expect(await membersOf(segment.id)).toEqual([locker])
})
