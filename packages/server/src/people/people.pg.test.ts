import { pinMatches } from '@cubby/keys/pin'
import { badgeVerifier } from '@cubby/keys/digest'
import { feedBodies } from '@cubby/protocol/link/messages'
import { createCourier } from '@cubby/protocol/operations/couriers/create-courier'
import { listCouriers } from '@cubby/protocol/operations/couriers/list-couriers'
import { revokeCourier } from '@cubby/protocol/operations/couriers/revoke-courier'
import { createOrganization } from '@cubby/protocol/operations/organizations/create-organization'
import { updateOrganization } from '@cubby/protocol/operations/organizations/update-organization'
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

const hire = (badge: string, over: object = {}) =>
  api.ask(api.operator, createCourier, {
    body: { organization: network.carrier.id, name: 'Anna Kowalska', badge, ...over },
  })
const itemOf = (key: string) =>
  api.ctx.db
    .selectFrom('feed_item')
    .select(['dead', 'body'])
    .where('stream_id', '=', `org:${network.carrier.id}`)
    .where('key', '=', key)
    .executeTakeFirstOrThrow()

describe('a courier', () => {
  test('is known to lockers by verifiers, and by no name', async () => {
    const { body: courier } = await hire('70001', { pin: '4711' })
    const { body } = await itemOf(`courier:${courier.id}`)
    const item = feedBodies.courier.parse(body)
    expect(item.badgeVerifier).toBe(badgeVerifier(api.ctx.keys.directoryKey, '70001'))
    expect(await pinMatches('4711', item.pinVerifier ?? '')).toBe(true)
    expect(JSON.stringify(item)).not.toMatch(/Anna|70001|4711/)
    expect(courier).toMatchObject({ hasPin: true, revokedAt: null })
    expect(api.poked).toContain(`org:${network.carrier.id}`)
  })

  test('once revoked is a tombstone, stays in the list, and gives the badge free', async () => {
    const { body: courier } = await hire('70002')
    const params = { courier: courier.id }
    const revoked = await api.call(api.operator, revokeCourier, { params })
    expect(revoked.revokedAt).not.toBeNull()
    expect(await api.call(api.operator, revokeCourier, { params })).toEqual(revoked)
    expect(await itemOf(`courier:${courier.id}`)).toEqual({ dead: true, body: null })
    const { items } = await api.call(api.operator, listCouriers)
    expect(items.map(({ id }) => id)).toContain(courier.id)
    expect((await hire('70002')).status).toBe(201)
  })

  test('has a badge that nobody else has', async () => {
    await hire('70003')
    expect(await hire('70003')).toMatchObject({ status: 409, body: { code: 'conflict/duplicate' } })
  })

  test('works from a day to a later one, for a delivery operator', async () => {
    const times = { validFrom: '2026-05-01T00:00:00Z', validUntil: '2026-04-01T00:00:00Z' }
    expect((await hire('70004', times)).body).toMatchObject({
      errors: [{ pointer: '/validUntil' }],
    })
    expect((await hire('70004', { organization: network.shop.id })).body).toMatchObject({
      errors: [{ pointer: '/organization', code: 'not-allowed' }],
    })
  })
})

describe('an organization', () => {
  test('tells lockers its rules, and all of them of a new delivery operator', async () => {
    api.poked.length = 0
    const made = await api.call(api.operator, createOrganization, {
      body: { name: 'Bikes', kind: 'delivery-operator', rules: { storageHours: 24 } },
    })
    expect(api.poked.toSorted()).toEqual(['network', `org:${made.id}`])
    const changed = await api.call(api.operator, updateOrganization, {
      params: { organization: made.id },
      body: { rules: { acceptsUnannounced: false } },
    })
    expect(changed.rules).toMatchObject({ storageHours: 24, acceptsUnannounced: false })
    const item = await api.ctx.db
      .selectFrom('feed_item')
      .select('body')
      .where('stream_id', '=', `org:${made.id}`)
      .executeTakeFirstOrThrow()
    expect(feedBodies.organization.parse(item.body)).toEqual({
      organization: made.id,
      acceptsUnannounced: false,
      storageMs: 24 * 3_600_000,
      rentsOnly: false,
      carries: true,
    })
  })

  test('names carriers that are delivery operators', async () => {
    const answer = await api.ask(api.operator, updateOrganization, {
      params: { organization: network.shop.id },
      body: { carriers: [network.carrier.id, network.rival.id] },
    })
    expect(answer.body).toMatchObject({ errors: [{ pointer: '/carriers/1', code: 'not-found' }] })
  })
})
