import { limits } from '@cubby/kit/limits'
import { readLocation } from '@cubby/protocol/operations/locations/read-location'
import { addPhoto } from '@cubby/protocol/operations/photos/add-photo'
import { readPhoto } from '@cubby/protocol/operations/photos/read-photo'
import { removePhoto } from '@cubby/protocol/operations/photos/remove-photo'
import { type SmallNetwork, smallNetwork } from '@cubby/testing/api/small-network'
import { tableDigest } from '@cubby/testing/api/table-digest'
import { pathOf, type TestApi, testApi } from '@cubby/testing/api/test-api'
import { afterAll, beforeAll, expect, test } from 'vitest'

let api: TestApi
let network: SmallNetwork
beforeAll(async () => {
  api = await testApi()
  network = await smallNetwork(api)
})
afterAll(() => api[Symbol.asyncDispose]())

const png = Buffer.concat([
  Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
  Buffer.from('and so on'),
])
const jpeg = Buffer.from([0xff, 0xd8, 0xff, 0xe0, 1, 2, 3])
const ask = (type: string, bytes: Buffer) =>
  api.ask(api.operator, addPhoto, {
    params: { location: network.location.id },
    file: { type, bytes },
  })
const photos = async () =>
  (await api.call(network.shopKey, readLocation, { params: { location: network.location.id } }))
    .photos

test('a picture comes back as it was handed in, and nothing in it can run', async () => {
  const { body: photo } = await ask('image/png', png)
  expect(await photos()).toEqual([photo])
  const reply = await api.app.inject({
    method: 'GET',
    url: pathOf(readPhoto, { params: { photo: photo.id } }),
    headers: { authorization: `Bearer ${network.shopKey}` },
  })
  expect(reply.rawPayload.equals(png)).toBe(true)
  expect(reply.headers).toMatchObject({
    'content-type': 'image/png',
    'x-content-type-options': 'nosniff',
    'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  })
  await api.call(api.operator, removePhoto, { params: { photo: photo.id } })
  expect(await photos()).toEqual([])
})

test.each<[string, number, string, string, Buffer]>([
  ['a page that says it is a picture', 422, 'input/invalid', 'image/png', Buffer.from('<script>')],
  ['a JPEG that says it is a PNG', 422, 'input/invalid', 'image/png', jpeg],
  ['a WebP that is none', 422, 'input/invalid', 'image/webp', Buffer.from('RIFF1234WAVE')],
  ['an SVG', 415, 'input/media-type', 'image/svg+xml', Buffer.from('<svg/>')],
  ['a table', 415, 'input/media-type', 'text/csv', Buffer.from('a,b')],
  ['JSON', 415, 'input/media-type', 'application/json', Buffer.from('{}')],
  ['nothing', 422, 'input/invalid', 'image/png', Buffer.alloc(0)],
  [
    'more than two megabytes',
    413,
    'input/too-large',
    'image/png',
    Buffer.concat([png, Buffer.alloc(limits.photoBytesMax)]),
  ],
])('%s is refused and kept nowhere', async (_, status, code, type, bytes) => {
  await ask('image/png', Buffer.alloc(0)) // the key was used
  const before = await tableDigest(api.ctx.db)
  expect(await ask(type, bytes)).toMatchObject({ status, body: { code } })
  expect(await tableDigest(api.ctx.db)).toEqual(before)
})

test('a place has at most eight pictures, and the same call twice is one', async () => {
  const asked = {
    params: { location: network.location.id },
    file: { type: 'image/jpeg', bytes: jpeg },
    idempotencyKey: 'once',
  }
  const one = await api.call(api.operator, addPhoto, asked)
  expect(await api.call(api.operator, addPhoto, asked)).toEqual(one)
  const other = { ...asked, file: { type: 'image/png', bytes: png } }
  expect(await api.ask(api.operator, addPhoto, other)).toMatchObject({
    body: { code: 'idempotency/reused' },
  })
  for (let n = 1; n < limits.photosPerLocationMax; n++)
    expect(await ask('image/jpeg', jpeg)).toMatchObject({ status: 201 })
  expect(await ask('image/jpeg', jpeg)).toMatchObject({ body: { code: 'conflict/state' } })
  expect(await photos()).toHaveLength(8)
})

test('ordinary operations still take nothing but JSON', async () => {
  const reply = await api.app.inject({
    method: 'POST',
    url: '/v1/locations',
    headers: {
      authorization: `Bearer ${api.operator}`,
      'content-type': 'text/csv',
      'idempotency-key': 'csv',
    },
    payload: 'a,b',
  })
  expect(reply.statusCode).toBe(415)
})
