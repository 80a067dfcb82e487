import { type TestApi, testApi } from '@cubby/testing/api/test-api'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openApiText } from './reference/openapi.ts'

let api: TestApi
const lines: string[] = []
beforeAll(async () => {
  api = await testApi({ logTo: lines })
})
afterAll(() => api[Symbol.asyncDispose]())

const get = (url: string, headers: Record<string, string> = {}) => api.app.inject({ url, headers })

test('it says that it lives, that it is ready, and what it can do', async () => {
  expect((await get('/healthz')).json()).toEqual({ status: 'ok' })
  expect((await get('/readyz')).json()).toEqual({ status: 'ready' })
  expect((await get('/openapi.json')).body).toBe(openApiText)
})

test('what statuses mean is open to everybody', async () => {
  const { statuses } = (await get('/v1/statuses')).json<{ statuses: object }>()
  expect(statuses).toMatchObject({ ready: { holder: 'locker', final: false } })
})

test('a path that is none is told from a method that is none', async () => {
  expect((await get('/v1/nothing')).json()).toMatchObject({
    status: 404,
    code: 'input/unknown-route',
  })
  expect((await get('/v1/%zz')).json()).toMatchObject({ status: 404, code: 'input/unknown-route' })
  const reply = await api.app.inject({ method: 'PUT', url: '/v1/shipments' })
  expect(reply.json()).toMatchObject({ status: 405, code: 'input/wrong-method' })
  expect(String(reply.headers['allow']).split(', ').toSorted()).toEqual(['GET', 'POST'])
})

test('every answer carries its reference and may not be kept, framed or guessed at', async () => {
  const { headers } = await get('/v1/statuses')
  expect(headers['x-request-id']).toMatch(/^req_/)
  expect(headers).toMatchObject({
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    'content-security-policy': expect.stringContaining("default-src 'none'"),
  })
})

test('a fault of ours is told by its reference, and by nothing of our inside', async () => {
  await sql`alter table organization rename column name to nom`.execute(api.ctx.db)
  const reply = await get('/v1/organizations', { authorization: `Bearer ${api.operator}` })
  await sql`alter table organization rename column nom to name`.execute(api.ctx.db)
  const told = reply.json<{ reference: string }>()
  expect(told).toMatchObject({ status: 500, code: 'server/internal', retryable: true })
  expect(reply.body).not.toMatch(/column|select|organization|nom/)
  expect(lines.some((line) => line.includes(told.reference) && line.includes('"level":50'))).toBe(
    true,
  )
})
