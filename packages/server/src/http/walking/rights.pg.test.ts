import { uuidOf } from '@cubby/kit/ids'
import { type Scope, scopes } from '@cubby/protocol/operation'
import { allOperations } from '@cubby/protocol/operations/all'
import { readCourier } from '@cubby/protocol/operations/couriers/read-courier'
import { createCourier } from '@cubby/protocol/operations/couriers/create-courier'
import { listCouriers } from '@cubby/protocol/operations/couriers/list-couriers'
import { revokeCourier } from '@cubby/protocol/operations/couriers/revoke-courier'
import { createKey } from '@cubby/protocol/operations/keys/create-key'
import { listKeys } from '@cubby/protocol/operations/keys/list-keys'
import { revokeKey } from '@cubby/protocol/operations/keys/revoke-key'
import { listMessages } from '@cubby/protocol/operations/messages/list-messages'
import { listOrganizations } from '@cubby/protocol/operations/organizations/list-organizations'
import { readOrganization } from '@cubby/protocol/operations/organizations/read-organization'
import { cancelShipment } from '@cubby/protocol/operations/shipments/cancel-shipment'
import { extendShipment } from '@cubby/protocol/operations/shipments/extend-shipment'
import { createWebhook } from '@cubby/protocol/operations/webhooks/create-webhook'
import { deleteWebhook } from '@cubby/protocol/operations/webhooks/delete-webhook'
import { listWebhooks } from '@cubby/protocol/operations/webhooks/list-webhooks'
import { rotateWebhookSecret } from '@cubby/protocol/operations/webhooks/rotate-webhook-secret'
import { testWebhook } from '@cubby/protocol/operations/webhooks/test-webhook'
import { sampleOf } from '@cubby/testing/api/sample'
import { type SmallNetwork, smallNetwork } from '@cubby/testing/api/small-network'
import { tableDigest } from '@cubby/testing/api/table-digest'
import { type TestApi, testApi } from '@cubby/testing/api/test-api'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

let api: TestApi
let network: SmallNetwork
beforeAll(async () => {
  api = await testApi()
  network = await smallNetwork(api)
})
afterAll(() => api[Symbol.asyncDispose]())

/** A key of the shop with this scope alone; one of each, for an organization has only so many. */
const shopKeys = new Map<Scope, string>()
async function shopKeyWith(scope: Scope): Promise<string> {
  const organization = uuidOf(network.shop.id)
  const key = shopKeys.get(scope) ?? (await api.key({ organization, scopes: [scope] }))
  shopKeys.set(scope, key)
  return key
}

const keyed = allOperations.flatMap((operation) =>
  operation.scope === null ? [] : [[operation.id, operation, operation.scope] as const],
)

describe.each(keyed)('%s', (_, operation, scope) => {
  test('is forbidden to a key that has every other scope, and changes nothing', async () => {
    const key = await api.key({ scopes: scopes.filter((other) => other !== scope) })
    const ask = () => api.ask(key, operation, sampleOf(operation) as object)
    await ask() // writes down that the key was used
    const before = await tableDigest(api.ctx.db)
    const answer = await ask()
    expect(answer).toMatchObject({
      status: 403,
      body: { code: 'auth/forbidden', extra: { scope } },
    })
    expect(await tableDigest(api.ctx.db)).toEqual(before)
  })

  test('is open to a key with that scope alone, as far as its organization goes', async () => {
    const key = await shopKeyWith(scope)
    const { status, body } = await api.ask(key, operation, sampleOf(operation) as object)
    const told = `${status} ${(body as { code?: string } | null)?.code}`
    // What the sample names does not exist, so a good call may well find nothing.
    if (operation.networkOnly) expect(told).toBe('403 auth/forbidden')
    else expect(status === 403 ? told : '').toMatch(/^(403 auth\/forbidden)?$/)
    expect(status).toBeLessThan(500)
    expect(status).not.toBe(401)
  })
})

describe('a key of one organization', () => {
  const body = { url: 'https://hooks.example.org/cubby', events: ['shipment.ready' as const] }

  test("finds another's couriers, webhooks, keys and shipments not to exist", async () => {
    const { carrier, rivalKey } = network
    const courier = await api.call(api.operator, createCourier, {
      body: { organization: carrier.id, name: 'Anna', badge: 'B-1' },
    })
    const webhook = await api.call(network.shopKey, createWebhook, { body })
    const key = await api.call(network.shopKey, createKey, {
      body: { name: 'till', scopes: ['shipments:read'] },
    })
    const shipment = await network.announce()
    const before = await tableDigest(api.ctx.db)
    const answers = [
      await api.ask(rivalKey, readCourier, { params: { courier: courier.id } }),
      await api.ask(rivalKey, revokeCourier, { params: { courier: courier.id } }),
      await api.ask(rivalKey, deleteWebhook, { params: { webhook: webhook.id } }),
      await api.ask(rivalKey, rotateWebhookSecret, { params: { webhook: webhook.id } }),
      await api.ask(rivalKey, testWebhook, { params: { webhook: webhook.id } }),
      await api.ask(rivalKey, revokeKey, { params: { key: key.id } }),
      await api.ask(rivalKey, readOrganization, { params: { organization: network.shop.id } }),
      await api.ask(rivalKey, extendShipment, { params: { shipment: shipment.id }, body: {} }),
      await api.ask(rivalKey, cancelShipment, {
        params: { shipment: shipment.id },
        body: { reason: 'mine now' },
      }),
    ]
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 404))
    const unused = (digest: Record<string, string>) => ({ ...digest, api_key: '' })
    expect(unused(await tableDigest(api.ctx.db))).toEqual(unused(before))
  })

  test('lists its own things only, and may not ask for those of another', async () => {
    const { rivalKey, rival } = network
    const lists = [listCouriers, listKeys, listMessages, listOrganizations, listWebhooks] as const
    for (const list of lists) {
      const page = (await api.call(rivalKey, list)) as { items: object[] }
      for (const item of page.items)
        expect('organization' in item ? item.organization : (item as { id: string }).id).toBe(
          rival.id,
        )
      if (list.id === 'organization.list') continue
      const foreign = { query: { organization: network.shop.id } as never }
      expect(await api.ask(rivalKey, list, foreign)).toMatchObject({ status: 403 })
    }
  })

  test('cannot make things for another, nor a key that may do more than itself', async () => {
    const organization = network.shop.id
    const foreign = await api.ask(network.rivalKey, createWebhook, {
      body: { ...body, organization },
    })
    expect(foreign).toMatchObject({ status: 403 })
    const small = await api.key({
      organization: uuidOf(network.rival.id),
      scopes: ['keys:write', 'shipments:read'],
    })
    const beyond = await api.ask(small, createKey, {
      body: { name: 'more', scopes: ['shipments:read', 'codes:read'] },
    })
    expect(beyond.body).toMatchObject({ errors: [{ pointer: '/scopes/1', code: 'not-allowed' }] })
  })

  test('is refused from the very next call after it was revoked', async () => {
    const made = await api.call(network.shopKey, createKey, {
      body: { name: 'short life', scopes: ['keys:read'] },
    })
    expect(await api.ask(made.secret, listKeys)).toMatchObject({ status: 200 })
    await api.call(network.shopKey, revokeKey, { params: { key: made.id } })
    expect(await api.ask(made.secret, listKeys)).toMatchObject({ status: 401 })
  })
})

test('the text of a key is kept nowhere, not even with the answer that is kept for a repetition', async () => {
  const asked = {
    body: { name: 'once', scopes: ['keys:read' as const] },
    idempotencyKey: 'made-once',
  }
  const made = await api.call(network.shopKey, createKey, asked)
  const again = await api.ask(network.shopKey, createKey, asked)
  expect(again.body).toEqual(made)
  expect(again.headers['idempotency-replayed']).toBe('true')
  const rows = await api.ctx.db.selectFrom('idempotency').select('reply').execute()
  const keys = await api.ctx.db.selectFrom('api_key').select(['name', 'secret_hash']).execute()
  expect(JSON.stringify([rows, keys])).not.toContain(made.secret.slice(31))
})
