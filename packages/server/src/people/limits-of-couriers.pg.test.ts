import { badgeVerifier } from '@cubby/keys/digest'
import { pinMatches } from '@cubby/keys/pin'
import { uuidOf } from '@cubby/kit/ids'
import { feedBodies } from '@cubby/protocol/link/messages'
import { createCourier } from '@cubby/protocol/operations/couriers/create-courier'
import { listCouriers } from '@cubby/protocol/operations/couriers/list-couriers'
import { printCards } from '@cubby/protocol/operations/couriers/print-cards'
import { resumeCourier } from '@cubby/protocol/operations/couriers/resume-courier'
import { revokeCourier } from '@cubby/protocol/operations/couriers/revoke-courier'
import { suspendCourier } from '@cubby/protocol/operations/couriers/suspend-courier'
import { updateCourier } from '@cubby/protocol/operations/couriers/update-courier'
import { createOrganization } from '@cubby/protocol/operations/organizations/create-organization'
import { type SmallNetwork, smallNetwork } from '@cubby/testing/api/small-network'
import { type TestApi, testApi } from '@cubby/testing/api/test-api'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

let api: TestApi
let network: SmallNetwork
beforeAll(async () => {
  api = await testApi()
  network = await smallNetwork(api)
})
afterAll(() => api[Symbol.asyncDispose]())

let badges = 80_000
const hire = (over: object = {}) =>
  api.call(api.operator, createCourier, {
    body: {
      organization: network.carrier.id,
      name: 'Anna Kowalska',
      badge: String(++badges),
      ...over,
    },
  })
const itemOf = async (courier: string) => {
  const { dead, body } = await api.ctx.db
    .selectFrom('feed_item')
    .select(['dead', 'body'])
    .where('key', '=', `courier:${courier}`)
    .executeTakeFirstOrThrow()
  return dead ? null : feedBodies.courier.parse(body)
}
const hours = [{ day: 1, fromMinute: 480, toMinute: 1_020 }]

describe('what limits a courier', () => {
  test('is told with him, and lockers obey it', async () => {
    const limits = { flows: ['deposit' as const], hours, carriesFor: [network.shop.id] }
    const courier = await hire(limits)
    expect(courier).toMatchObject({ ...limits, segments: null })
    expect(await itemOf(courier.id)).toMatchObject(limits)
    const changed = await api.call(api.operator, updateCourier, {
      params: { courier: courier.id },
      body: { hours: null, flows: ['deposit', 'withdraw'], name: 'Anna Nowak' },
    })
    expect(changed).toMatchObject({
      name: 'Anna Nowak',
      hours: null,
      carriesFor: [network.shop.id],
    })
    expect(await itemOf(courier.id)).toMatchObject({ hours: null, flows: ['deposit', 'withdraw'] })
  })

  test('is refused at its field when it names what is not there, or hours that are none', async () => {
    const courier = await hire()
    const ask = (body: object) =>
      api.ask(api.operator, updateCourier, { params: { courier: courier.id }, body })
    for (const [body, pointer] of [
      [{ segments: [api.ctx.ids.mint('seg')] }, '/segments/0'],
      [{ carriesFor: [network.shop.id, api.ctx.ids.mint('org')] }, '/carriesFor/1'],
      [{ hours: [{ day: 8, fromMinute: 0, toMinute: 1 }] }, '/hours/0/day'],
      [{ hours: [{ day: 1, fromMinute: 60, toMinute: 60 }] }, '/hours/0'],
      [{ flows: [] }, '/flows'],
      [{ flows: ['deposit', 'deposit'] }, '/flows'],
      [{ pin: '12' }, '/pin'],
      [{ validUntil: '2020-01-01T00:00:00Z' }, '/validUntil'],
    ] as const)
      expect((await ask(body)).body, `at ${pointer}`).toMatchObject({ errors: [{ pointer }] })
    expect(await itemOf(courier.id)).toMatchObject({
      segments: null,
      carriesFor: null,
      hours: null,
    })
  })
})

test('a PIN is set, changed and taken away, and told to nobody', async () => {
  const { id } = await hire()
  const change = (body: object) =>
    api.call(api.operator, updateCourier, { params: { courier: id }, body })
  expect(await change({ pin: '4711' })).toMatchObject({ hasPin: true })
  expect(await pinMatches('4711', (await itemOf(id))?.pinVerifier ?? '')).toBe(true)
  expect(await change({ name: 'Anna' })).toMatchObject({ hasPin: true })
  expect(await change({ pin: null })).toMatchObject({ hasPin: false })
})

test('a badge is one courier’s', async () => {
  const [one, other] = [await hire(), await hire({ badge: 'OTHER-1' })]
  const take = { params: { courier: one.id }, body: { badge: 'OTHER-1' } }
  expect((await api.ask(api.operator, updateCourier, take)).body).toMatchObject({
    errors: [{ pointer: '/badge', code: 'duplicate' }],
  })
  await api.call(api.operator, revokeCourier, { params: { courier: other.id } })
  expect((await api.ask(api.operator, updateCourier, take)).status).toBe(200)
})

test('a suspended courier is unknown to lockers until he is resumed', async () => {
  const courier = await hire()
  const params = { courier: courier.id }
  const suspended = await api.call(api.operator, suspendCourier, { params })
  expect(suspended.suspendedAt).not.toBeNull()
  expect(await api.call(api.operator, suspendCourier, { params })).toEqual(suspended)
  expect(await itemOf(courier.id)).toBeNull()
  const found = await api.call(api.operator, listCouriers, { query: { state: 'suspended' } })
  expect(found.items).toEqual([suspended])
  expect(await api.call(api.operator, resumeCourier, { params })).toEqual(courier)
  expect(await itemOf(courier.id)).toMatchObject({ courier: courier.id })
  await api.call(api.operator, revokeCourier, { params })
  for (const operation of [suspendCourier, resumeCourier])
    expect((await api.ask(api.operator, operation, { params })).status).toBe(409)
})

test('a tenant has couriers too', async () => {
  const { id: organization } = await api.call(api.operator, createOrganization, {
    body: { name: 'Laundry', kind: 'tenant' },
  })
  expect(await hire({ organization })).toMatchObject({ organization })
})

describe('a card', () => {
  const print = (key: string, couriers: string[], over: object = {}) =>
    api.ask(key, printCards, { body: { couriers, ...over } as never })

  test('brings a new badge that stands nowhere else, and the old one opens nothing any more', async () => {
    const courier = await hire({ badge: 'PLASTIC-1' })
    const before = await itemOf(courier.id)
    const answer = await print(api.operator, [courier.id])
    expect(answer.status).toBe(201)
    expect(Buffer.from(answer.body.pdf, 'base64').toString('latin1')).toMatch(/^%PDF-1\.7/)
    expect(answer.body.fileName).toBe(`card-${courier.id}.pdf`)
    const after = await itemOf(courier.id)
    expect(after?.badgeVerifier).not.toBe(before?.badgeVerifier)
    expect(after?.badgeVerifier).not.toBe(badgeVerifier(api.ctx.keys.directoryKey, 'PLASTIC-1'))
    const again = await print(api.operator, [courier.id])
    expect(again.body.pdf).not.toBe(answer.body.pdf)
  })

  test('sent for again under one key is the same card', async () => {
    const courier = await hire()
    const asked = {
      body: { couriers: [courier.id], format: 'a4' as const },
      idempotencyKey: 'card-1',
    }
    const [one, two] = [
      await api.call(api.operator, printCards, asked),
      await api.call(api.operator, printCards, asked),
    ]
    expect(two).toEqual(one)
  })

  test('is for couriers whom the caller may see, and who work', async () => {
    const courier = await hire()
    const key = await api.key({
      organization: uuidOf(network.rival.id),
      scopes: ['couriers:write'],
    })
    expect((await print(key, [courier.id])).body).toMatchObject({
      errors: [{ pointer: '/couriers/0', code: 'not-found' }],
    })
    expect((await print(api.operator, [courier.id, courier.id])).body).toMatchObject({
      errors: [{ pointer: '/couriers/1', code: 'duplicate' }],
    })
    await api.call(api.operator, revokeCourier, { params: { courier: courier.id } })
    expect((await print(api.operator, [courier.id])).status).toBe(422)
  })
})
