import { createLocation } from '@cubby/protocol/operations/locations/create-location'
import { listMessages } from '@cubby/protocol/operations/messages/list-messages'
import { anAddress } from '@cubby/testing/api/small-network'
import { asPage, signedIn } from '@cubby/testing/api/staff'
import { pathOf, type SignedIn, type TestApi, testApi } from '@cubby/testing/api/test-api'
import { afterAll, beforeAll, expect, test } from 'vitest'

let api: TestApi
let administrator: SignedIn
beforeAll(async () => {
  api = await testApi()
  administrator = asPage(await signedIn(api))
})
afterAll(() => api[Symbol.asyncDispose]())

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
