import { scopes } from '@cubby/protocol/operation'
import { allOperations } from '@cubby/protocol/operations/all'
import { createLocation } from '@cubby/protocol/operations/locations/create-location'
import { listMessages } from '@cubby/protocol/operations/messages/list-messages'
import { scopesOf } from '@cubby/protocol/operations/staff/staff-shapes'
import { sampleOf } from '@cubby/testing/api/sample'
import { anAddress } from '@cubby/testing/api/small-network'
import { asPage, signedIn } from '@cubby/testing/api/staff'
import { tableDigest } from '@cubby/testing/api/table-digest'
import { pathOf, type SignedIn, type TestApi, testApi } from '@cubby/testing/api/test-api'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

let api: TestApi
let administrator: SignedIn
let support: SignedIn
let newcomer: SignedIn
beforeAll(async () => {
  api = await testApi()
  administrator = asPage(await signedIn(api))
  support = asPage(await signedIn(api, { role: 'support' }))
  newcomer = asPage(await signedIn(api, { mustChangePassword: true }))
})
afterAll(() => api[Symbol.asyncDispose]())

const closed = allOperations
  .filter(({ scope, staffOnly }) => scope !== null || staffOnly)
  .map((operation) => [operation.id, operation] as const)

describe.each(closed)('%s', (_, operation) => {
  const ask = (person: SignedIn) => api.ask(person, operation, sampleOf(operation) as object)

  test('is for nobody without a key or a session', async () => {
    const { params, query, body } = sampleOf(operation)
    const url = pathOf(operation, { params, query })
    const { method } = operation
    const payload = body === undefined ? {} : { payload: body as object }
    for (const headers of [{}, { cookie: 'cubby.session_token=made-up.signature' }]) {
      const reply = await api.app.inject({ method, url, headers, ...payload })
      expect(reply.statusCode).toBe(401)
    }
  })

  test('is open to staff as far as their role goes', async () => {
    const before = await tableDigest(api.ctx.db)
    const mayCall = operation.scope === null || scopesOf.support.includes(operation.scope)
    const { status, body } = await ask(support)
    if (mayCall) expect([401, 403]).not.toContain(status)
    else {
      expect(body).toMatchObject({ status: 403, extra: { scope: operation.scope } })
      expect(await tableDigest(api.ctx.db)).toEqual(before)
    }
    expect([401, 403]).not.toContain((await ask(administrator)).status)
  })

  test('waits for whoever must change the password first', async () => {
    const { status, body } = await ask(newcomer)
    if (operation.id === 'staff.me') expect(status).toBe(200)
    else expect(body).toMatchObject({ status: 403, code: 'auth/password-must-change' })
  })
})

test('an administrator may do everything, support nothing to the network and nothing with codes', () => {
  expect(scopesOf.administrator).toEqual(scopes)
  const beyond = scopes.filter((scope) => !scopesOf.support.includes(scope))
  expect(beyond).toEqual(
    expect.arrayContaining(['network:write', 'organizations:write', 'keys:write', 'codes:read']),
  )
})

test('two people may use the same Idempotency-Key without getting in the way of each other', async () => {
  const other = asPage(await signedIn(api))
  const body = (name: string) => ({
    name,
    address: anAddress,
    latitude: 52.53,
    longitude: 13.38,
    timeZone: 'Europe/Berlin',
  })
  const idempotencyKey = 'monday'
  const one = await api.ask(administrator, createLocation, { body: body('One'), idempotencyKey })
  const two = await api.ask(other, createLocation, { body: body('Two'), idempotencyKey })
  expect([one.status, two.status]).toEqual([201, 201])
  const again = await api.ask(administrator, createLocation, {
    body: body('One'),
    idempotencyKey,
  })
  expect(again.body).toEqual(one.body)
})

test('a key counts before a session, so that a program never acts as a person by chance', async () => {
  const key = await api.key({ scopes: ['network:read'] })
  const reply = await api.app.inject({
    method: 'GET',
    url: pathOf(listMessages, {}),
    headers: { ...administrator, authorization: `Bearer ${key}` },
  })
  expect(reply.statusCode).toBe(403)
})
