import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { uuidOf } from '@cubby/kit/ids'
import { limits } from '@cubby/kit/limits'
import type { Operation } from '@cubby/protocol/operation'
import { allOperations } from '@cubby/protocol/operations/all'
import { problem } from '@cubby/protocol/problem'
import { sample, sampleOf, type Schema, schemaOf } from '@cubby/testing/api/sample'
import { type SmallNetwork, smallNetwork } from '@cubby/testing/api/small-network'
import { asPage, signedIn } from '@cubby/testing/api/staff'
import { tableDigest } from '@cubby/testing/api/table-digest'
import { answerOf, pathOf, type SignedIn, type TestApi, testApi } from '@cubby/testing/api/test-api'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { timestamp } from '../../db/tables/column.ts'
import { isWrite } from '../route.ts'

/**
 * Goal: whatever is sent to whichever operation, the answer is a clear problem and nothing has changed.
 * Method: walk the contract; for each operation make one good request of its shapes and spoil one thing at a time.
 */
let api: TestApi
let network: SmallNetwork
let person: SignedIn
beforeAll(async () => {
  api = await testApi()
  network = await smallNetwork(api)
  person = asPage(await signedIn(api))
})
afterAll(() => api[Symbol.asyncDispose]())

type Sent = { headers?: Record<string, string>; payload?: string | Buffer; url?: string }
let sent = 0

async function send(operation: Operation, over: Sent = {}) {
  const { params, query } = sampleOf(operation)
  const { method, takes } = operation
  const payload = over.payload ?? (takes ? 'a file' : undefined)
  const reply = await api.app.inject({
    method,
    url: over.url ?? pathOf(operation, { params, query }),
    headers: {
      ...(operation.staffOnly ? person : { authorization: `Bearer ${api.operator}` }),
      'idempotency-key': `bad-${++sent}`,
      ...(payload === undefined ? {} : { 'content-type': takes?.types[0] ?? 'application/json' }),
      ...over.headers,
    },
    ...(payload === undefined ? {} : { payload }),
  })
  return answerOf(reply)
}

/** The answer is a problem of one of these statuses, in its shape and with a reference. */
function expectProblem(answer: Awaited<ReturnType<typeof send>>, ...statuses: number[]) {
  if (!statuses.includes(answer.status)) throw new Error(`${answer.status}: ${answer.text}`)
  expect(answer.headers['content-type']).toContain('application/problem+json')
  const told = problem.parse(answer.body)
  expect(told.status).toBe(answer.status)
  expect(told.reference).toMatch(/^req_/)
  return told
}

const whole = (operation: Operation) => sampleOf(operation).body as Record<string, unknown>
const json = (value: unknown) => JSON.stringify(value)
const named = allOperations.map((operation) => [operation.id, operation] as const)
const withBody = named.filter(([, { body }]) => body !== null)
const writes = named.filter(([, operation]) => isWrite(operation))
const keyed = named.filter(([, { scope }]) => scope !== null)

async function changesNothing(work: () => Promise<void>) {
  const before = await tableDigest(api.ctx.db)
  await work()
  expect(await tableDigest(api.ctx.db)).toEqual(before)
}

describe.each(withBody)('the body of %s', (_, operation) => {
  const schema = operation.body === null ? {} : schemaOf(operation.body)

  test('is refused when it is damaged, too large, or something else', async () => {
    await changesNothing(async () => {
      const good = json(whole(operation))
      const damaged: [string | Buffer, number][] = [
        ['{"a":', 400],
        ['{"a":NaN}', 400],
        ['{"__proto__":{"a":1}}', 400],
        ['{"a":1,"a":2}', 400],
        ['{"a":'.repeat(5_000), 400],
        [Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x3a, 0x31, 0x7d]), 400],
        ['[]', 422],
        ['"text"', 422],
        ['null', 422],
        ['17', 422],
        [json({ padding: 'x'.repeat(limits.requestBytesMax) }), 413],
      ]
      for (const [payload, status] of damaged)
        expect(expectProblem(await send(operation, { payload }), status).status).toBe(status)
      const types = ['text/plain', 'application/xml', 'application/x-www-form-urlencoded']
      for (const type of types) {
        const headers = { 'content-type': type }
        expectProblem(await send(operation, { payload: good, headers }), 415)
      }
    })
  })

  test('is refused for each field that is unknown, missing or of a wrong type', async () => {
    await changesNothing(async () => {
      const unknown = json({ ...whole(operation), surprise: 1 })
      const told = expectProblem(await send(operation, { payload: unknown }), 422)
      expect(told.errors).toContainEqual(
        expect.objectContaining({ pointer: '/surprise', code: 'unknown' }),
      )
      for (const name of schema.required ?? []) {
        const { [name]: _left, ...rest } = whole(operation)
        const { errors } = expectProblem(await send(operation, { payload: json(rest) }), 422)
        expect(errors).toContainEqual(
          expect.objectContaining({ pointer: `/${name}`, code: 'missing' }),
        )
      }
      for (const [name, field] of Object.entries(schema.properties ?? {}))
        for (const value of wrongFor(field)) {
          const payload = json({ ...whole(operation), [name]: value })
          const { errors } = expectProblem(await send(operation, { payload }), 422)
          expect(errors.some(({ pointer }) => pointer.startsWith(`/${name}`))).toBe(true)
        }
    })
  })
})

describe.each(named)('the address of %s', (_, operation) => {
  test('is refused with unknown filters and malformed parameters', async () => {
    await changesNothing(async () => {
      const { params, query } = sampleOf(operation)
      const payload = operation.body === null ? {} : { payload: json(whole(operation)) }
      const url = pathOf(operation, { params, query: { ...query, surprise: '1' } })
      const told = expectProblem(await send(operation, { url, ...payload }), 422)
      expect(told.errors).toMatchObject([{ pointer: '/query/surprise', code: 'unknown' }])
      for (const name of Object.keys(operation.params.shape))
        for (const value of ['1', "' or 1=1 --", 'org_', '\u0000', '%', 'ключ', 'x'.repeat(150)]) {
          const bad = pathOf(operation, { params: { ...params, [name]: value }, query })
          if (name === 'seq' && value === '1') continue
          expectProblem(await send(operation, { url: bad, ...payload }), 422)
        }
      for (const name of Object.keys(operation.query.shape)) {
        const twice = `${pathOf(operation, { params, query })}`.replace(/\?.*/, '')
        expectProblem(
          await send(operation, { url: `${twice}?${name}=1&${name}=2`, ...payload }),
          422,
        )
      }
    })
  })
})

describe.each(keyed)('the credentials of %s', (_, operation) => {
  test('are needed, and must be good, whole and live', async () => {
    const revoked = await api.key()
    await api.ctx.db
      .updateTable('api_key')
      .set({ revoked_at: timestamp(api.clock.now()) })
      .where('id', '=', uuidOf(`key_${revoked.slice(4, 30)}`))
      .execute()
    await changesNothing(async () => {
      const payload = operation.body === null ? {} : { payload: json(whole(operation)) }
      const none = await send(operation, { ...payload, headers: { authorization: '' } })
      expect(expectProblem(none, 401).code).toBe('auth/missing')
      const wrong = [
        'Bearer cub_x',
        `Bearer ${api.operator.slice(0, -1)}`,
        `Bearer ${api.operator.slice(0, 31)}${'A'.repeat(43)}`,
        `Bearer ${revoked}`,
        `Basic ${api.operator}`,
        api.operator,
      ]
      for (const authorization of wrong) {
        const told = expectProblem(
          await send(operation, { ...payload, headers: { authorization } }),
          401,
        )
        expect(told.code).toBe('auth/invalid')
      }
    })
  })
})

describe.each(writes)('%s', (_, operation) => {
  test('is refused without an Idempotency-Key, or with a malformed one', async () => {
    await changesNothing(async () => {
      const payload = operation.body === null ? {} : { payload: json(whole(operation)) }
      const none = await send(operation, { ...payload, headers: { 'idempotency-key': '' } })
      expect(expectProblem(none, 400).code).toBe('idempotency/missing')
      for (const key of ['with space', 'x'.repeat(201)]) {
        const told = expectProblem(
          await send(operation, { ...payload, headers: { 'idempotency-key': key } }),
          422,
        )
        expect(told.errors).toMatchObject([{ pointer: '/headers/idempotency-key' }])
      }
    })
  })
})

const load = createRequire(import.meta.url)
const naughty = (
  JSON.parse(
    readFileSync(load.resolve('big-list-of-naughty-strings/blns.json'), 'utf8'),
  ) as string[]
).concat('\ud800', 'a\u0000b', '\u202etxet', '$(touch x)', '%s%n', '‮'.repeat(30))

/** Each operation takes its share, so that together they see every text; all with all would take minutes. */
const SHARES = 5
const shared = withBody.map(([id, operation], i) => [id, operation, i % SHARES] as const)

/** They answer what follows from a text, and not the text. */
const keepsNoText = new Set(['location.check-hours', 'person.erase'])

describe.each(shared)('texts in %s', (_, operation, share) => {
  test('are either kept as they are or refused, and never break anything', async () => {
    const places = textPlaces(operation.body === null ? {} : schemaOf(operation.body))
    for (const [i, text] of naughty.entries()) {
      if (i % SHARES !== share) continue
      const place = places[Math.floor(i / SHARES) % Math.max(1, places.length)]
      if (place === undefined) return
      const body = structuredClone(whole(operation))
      putAt(body, place, text)
      const answer = await send(operation, { payload: json(body) })
      expect(answer.status, `${json(text)} at ${place.join('/')}: ${answer.text}`).toBeLessThan(500)
      if (answer.status >= 300) expectProblem(answer, 404, 409, 422)
      else if (!keepsNoText.has(operation.id))
        expect(answer.text).toContain(json(text.trim()).slice(1, -1))
    }
  })
})

test('naughty texts in filters find nothing and break nothing', async () => {
  for (const text of naughty) {
    const query = new URLSearchParams({ label: text.toWellFormed() }).toString()
    const reply = await api.app.inject({
      method: 'GET',
      url: `/v1/parcels?${query}`,
      headers: { authorization: `Bearer ${api.operator}` },
    })
    expect([200, 422]).toContain(reply.statusCode)
  }
})

test('what is kept of a naughty text is that text', async () => {
  const labels = naughty.filter((text) => /^[^\p{Cc}\p{Cs}]*$/u.test(text) && text.trim() !== '')
  const kept = [...new Set(labels.map((text) => text.trim()))].filter(({ length }) => length <= 120)
  for (let i = 0; i < kept.length; i += 50) {
    const parcels = kept.slice(i, i + 50).map((label) => ({ label, grams: 10 }))
    const shipment = await network.announce({ parcels })
    expect(shipment.parcels.map(({ label }) => label)).toEqual(parcels.map(({ label }) => label))
  }
})

/** Values that this field surely does not take. */
function wrongFor(field: Schema): unknown[] {
  const types = new Set([field, ...(field.anyOf ?? [])].map(({ type }) => type))
  const wrong: unknown[] = [{ surprise: 1 }]
  if (!types.has('string') && !field.enum && field.const === undefined) wrong.push('text')
  if (!types.has('boolean')) wrong.push(true)
  if (!types.has('array')) wrong.push([[]])
  if (!types.has('number') && !types.has('integer')) wrong.push(1.5)
  if (types.has('integer')) wrong.push(-1, 1e300)
  if (!types.has('null') && field.const !== null) wrong.push(null)
  return wrong
}

/** Where texts stand in a body of this shape; fields with few values are not texts. */
function textPlaces(schema: Schema, path: (string | number)[] = []): (string | number)[][] {
  const one = schema.anyOf?.find(({ type }) => type !== 'null') ?? schema
  if (one.type === 'object')
    return Object.entries(one.properties ?? {}).flatMap(([name, field]) =>
      textPlaces(field, [...path, name]),
    )
  if (one.type === 'array') return textPlaces(one.items ?? {}, [...path, 0])
  return one.type === 'string' ? [path] : []
}

function putAt(body: unknown, path: readonly (string | number)[], value: unknown) {
  let at = body as Record<string | number, unknown>
  path.slice(0, -1).forEach((part, i) => {
    const item = () => (typeof path[i + 2] === 'string' ? {} : sample({}))
    at[part] ??= typeof path[i + 1] === 'number' ? [item()] : {}
    at = at[part] as Record<string | number, unknown>
  })
  const last = path.at(-1)
  if (last !== undefined && at !== null && typeof at === 'object') at[last] = value
}
