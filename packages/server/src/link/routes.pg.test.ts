import { instant } from '@cubby/kit/clock'
import { limits } from '@cubby/kit/limits'
import { uuidOf } from '@cubby/kit/ids'
import { newSigningPair, signer } from '@cubby/keys/signing'
import { challengeText, LINK_VERSION, type SyncReply } from '@cubby/protocol/link/messages'
import { carrier, anId, morning } from '@cubby/testing/kernel/builders'
import { chained, noise } from '@cubby/testing/link/chained'
import { type LinkWorld, linkWorld } from '@cubby/testing/link/link-world'
import { type TestDatabase, testDatabase } from '@cubby/testing/postgres/test-database'
import { fastify, type FastifyInstance } from 'fastify'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { timestamp } from '../db/tables/column.ts'
import { writeFeed } from '../feed/write-feed.ts'
import { sendProblem } from '../http/problems.ts'
import { enrolmentCodeHash } from '../network/enrolment-code.ts'
import { linkRoutes } from './routes.ts'

const CODE = 'ABCD-EFGH-JKMN-PQRS'

let database: TestDatabase
let world: LinkWorld
let app: FastifyInstance
beforeEach(async () => {
  database = await testDatabase()
  world = await linkWorld(database.db)
  app = fastify()
  app.setErrorHandler((error, request, reply) => sendProblem(world.ctx.log, request, reply, error))
  await app.register(linkRoutes(world.ctx))
  await giveCode(CODE)
})
afterEach(async () => {
  await app.close()
  await database[Symbol.asyncDispose]()
})

const giveCode = (code: string, locker = world.locker) =>
  world.db
    .insertInto('enrolment_code')
    .values({
      code_hash: enrolmentCodeHash(code),
      locker_id: uuidOf(locker),
      created_at: timestamp(morning),
      expires_at: timestamp(instant(morning + limits.enrolmentCodeLife)),
    })
    .execute()

type Answer = { status: number; body: Record<string, unknown> & { code?: string } }

async function post(path: string, payload: unknown, token?: string): Promise<Answer> {
  const reply = await app.inject({
    method: 'POST',
    url: `/link/v1/${path}`,
    headers: {
      'content-type': 'application/json',
      ...(token ? { authorization: `Bearer ${token}` } : {}),
    },
    payload: typeof payload === 'string' ? payload : JSON.stringify(payload),
  })
  return { status: reply.statusCode, body: reply.json() }
}

const enrol = (publicKey: string, code = CODE) =>
  post('enrol', { code, publicKey, version: '1.0.0' })

async function proof(key: ReturnType<typeof signer>, locker = world.locker) {
  const { body } = await post('challenge', { locker })
  const nonce = String(body['nonce'])
  return { locker, nonce, signature: key.sign(challengeText(locker, nonce)) }
}

async function enrolledDevice() {
  const key = signer(newSigningPair().privatePem)
  await enrol(key.publicKey)
  const { body } = await post('token', await proof(key))
  return { key, token: String(body['token']) }
}

const asked = (over: object = {}) => ({
  version: LINK_VERSION,
  journal: world.journal,
  entries: [],
  cursors: [],
  backlog: 0,
  ...over,
})

describe('enrolment', () => {
  test('whose answer was lost is answered again, to the same device only', async () => {
    const { publicKey } = newSigningPair()
    const first = await enrol(publicKey)
    await world.clock.advanceTo(instant(morning + limits.enrolmentCodeLife / 2))
    expect(await enrol(publicKey)).toEqual(first)
    expect(await enrol(newSigningPair().publicKey)).toMatchObject({
      body: { code: 'enrolment/invalid' },
    })
    await giveCode('NEWA-NEWA-NEWA-NEWA')
    await enrol(newSigningPair().publicKey, 'NEWA-NEWA-NEWA-NEWA')
    // The locker has got another device since: the old one must not come back by an old code.
    expect(await enrol(publicKey)).toMatchObject({ body: { code: 'enrolment/invalid' } })
  })

  test('makes a device the locker, and gives it the keys that it needs', async () => {
    const { publicKey } = newSigningPair()
    const { status, body } = await enrol(publicKey, CODE.toLowerCase().replaceAll('-', ''))
    expect(status).toBe(200)
    expect(body).toEqual({
      locker: world.locker,
      lockerKey: world.ctx.keys.lockerKey(world.locker),
      directoryKey: world.ctx.keys.directoryKey,
      signingKeys: world.ctx.keys.signingKeys,
    })
    const row = await world.db
      .selectFrom('locker')
      .select(['public_key', 'enrolled_at', 'device_version'])
      .executeTakeFirst()
    expect(row).toEqual({ public_key: publicKey, enrolled_at: morning, device_version: '1.0.0' })
  })

  test('takes a code once, from one of two devices that come at the same time', async () => {
    const answers = await Promise.all([
      enrol(newSigningPair().publicKey),
      enrol(newSigningPair().publicKey),
    ])
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 401])
    expect(await enrol(newSigningPair().publicKey)).toMatchObject({
      status: 401,
      body: { code: 'enrolment/invalid' },
    })
  })

  test('refuses a code that is wrong or expired, and a key that is none', async () => {
    const { publicKey } = newSigningPair()
    expect(await enrol(publicKey, 'ZZZZ-ZZZZ-ZZZZ-ZZZZ')).toMatchObject({
      body: { code: 'enrolment/invalid' },
    })
    expect(await enrol('AAAA')).toMatchObject({ status: 422, body: { code: 'input/invalid' } })
    await world.clock.advanceTo(instant(morning + limits.enrolmentCodeLife))
    expect(await enrol(publicKey)).toMatchObject({ body: { code: 'enrolment/invalid' } })
  })

  test('of another device ends the word of the first', async () => {
    const { key, token } = await enrolledDevice()
    expect(await post('sync', asked(), token)).toMatchObject({ status: 200 })
    await giveCode('NEXT-CODE-0000-0001')
    await enrol(newSigningPair().publicKey, 'NEXT-CODE-0000-0001')
    expect(await post('sync', asked(), token)).toMatchObject({
      status: 401,
      body: { code: 'auth/invalid' },
    })
    expect(await post('token', await proof(key))).toMatchObject({ status: 401 })
  })
})

describe('a device token', () => {
  test("needs the locker's own signature under a fresh challenge, once", async () => {
    const { key } = await enrolledDevice()
    const signed = await proof(key)
    expect(await post('token', signed)).toMatchObject({ status: 200 })
    expect(await post('token', signed)).toMatchObject({
      status: 401,
      body: { code: 'auth/invalid' },
    })
    const late = await proof(key)
    await world.clock.advanceTo(instant(morning + limits.challengeLife + 1))
    expect(await post('token', late)).toMatchObject({ status: 401 })
    const foreign = signer(newSigningPair().privatePem)
    expect(await post('token', await proof(foreign))).toMatchObject({ status: 401 })
    const own = await proof(key)
    const forOther = { ...own, locker: await world.addLocker(2) }
    expect(await post('token', forOther)).toMatchObject({ status: 401 })
    expect(await post('token', { ...own, nonce: own.nonce.replace(/^\d+/, '99') })).toMatchObject({
      status: 401,
    })
  })

  test('is not taken when missing, changed, made elsewhere or an hour old', async () => {
    const { token } = await enrolledDevice()
    expect(await post('sync', asked())).toMatchObject({
      status: 401,
      body: { code: 'auth/missing' },
    })
    const other = await world.addLocker(2)
    for (const bad of [
      token.slice(0, -1),
      token.replace(world.locker, other),
      'cub_x_y',
      `${token}0`,
    ])
      expect(await post('sync', asked(), bad)).toMatchObject({
        status: 401,
        body: { code: 'auth/invalid' },
      })
    await world.clock.advanceTo(instant(morning + limits.deviceTokenLife))
    expect(await post('sync', asked(), token)).toMatchObject({ status: 401 })
  })
})

describe('an exchange', () => {
  test('takes what happened and brings what should be known, and then says that nothing is new', async () => {
    const { token } = await enrolledDevice()
    const stream = `locker:${world.locker}`
    const write = (stream: string, key: string) =>
      world.db
        .transaction()
        .execute((trx) => writeFeed(trx, [{ stream, key, body: { key } }], morning))
    await write(stream, 'layout')
    await write(`org:${carrier}`, 'organization:x')
    const first = await post(
      'sync',
      asked({ entries: noise(3), cursors: [{ stream, epoch: null, cursor: 0 }] }),
      token,
    )
    const reply = first.body as unknown as SyncReply
    expect(reply).toMatchObject({
      receivedThrough: 3,
      appliedThrough: 3,
      durableThrough: 3,
      retryAfterMs: 0,
      serverTime: morning,
    })
    expect(reply.follow).toEqual(['network', stream, `org:${carrier}`, `org:${anId('org', 3)}`])
    expect(reply.pages).toMatchObject([
      {
        stream,
        head: 1,
        cursor: 1,
        reset: true,
        items: [{ key: 'layout', body: { key: 'layout' } }],
      },
    ])
    const cursors = reply.pages.map(({ stream: name, epoch, cursor }) => ({
      stream: name,
      epoch,
      cursor,
    }))
    const second = await post(
      'sync',
      asked({ cursors: [...cursors, { stream: 'network', epoch: null, cursor: 0 }] }),
      token,
    )
    expect(second.body).toMatchObject({
      receivedThrough: 3,
      pages: [
        { stream, reset: false, items: [] },
        { stream: 'network', head: 0, epoch: '', items: [] },
      ],
    })
    await write(stream, 'news')
    const third = await post('sync', asked({ cursors }), token)
    expect(third.body).toMatchObject({
      pages: [{ head: 2, cursor: 2, reset: false, items: [{ key: 'news' }] }],
    })
  })

  test('shows a locker nothing of streams that are not its own', async () => {
    const { token } = await enrolledDevice()
    const stream = `locker:${await world.addLocker(2)}`
    await world.db
      .transaction()
      .execute((trx) => writeFeed(trx, [{ stream, key: 'layout', body: {} }], morning))
    const { body } = await post(
      'sync',
      asked({ cursors: [{ stream, epoch: null, cursor: 0 }] }),
      token,
    )
    expect(body).toMatchObject({ pages: [] })
  })

  test('with a gap, a fork, another version or nonsense is refused with a stable code', async () => {
    const { token } = await enrolledDevice()
    const told = noise(5)
    await post('sync', asked({ entries: told.slice(0, 2) }), token)
    const code = async (payload: unknown) => (await post('sync', payload, token)).body.code
    expect(await post('sync', asked({ entries: told.slice(3) }), token)).toMatchObject({
      status: 409,
      body: { code: 'link/gap', extra: { receivedThrough: 2 } },
    })
    expect(await code(asked({ entries: chained([{ at: 5, body: { type: 'x' } }]) }))).toBe(
      'link/fork',
    )
    expect(await code(asked({ version: LINK_VERSION + 1, somethingNew: true }))).toBe(
      'link/version',
    )
    expect(await code(asked({ extra: 1 }))).toBe('input/invalid')
    expect(await code(asked({ entries: [{ seq: 3 }] }))).toBe('input/invalid')
    expect(await code(asked({ entries: told.map((entry) => ({ ...entry, __proto__x: 1 })) }))).toBe(
      'input/invalid',
    )
    expect(await code('{"version": 1')).toBe('input/not-json')
    expect(await code(`{"version": ${'['.repeat(5_000)}${']'.repeat(5_000)}}`)).toBe(
      'input/not-json',
    )
    expect(await code(asked({ padding: 'x'.repeat(limits.pushBytesMax) }))).toBe('input/too-large')
  })

  test('is noted as the last that was heard of the locker', async () => {
    const { token } = await enrolledDevice()
    await post('sync', asked(), token)
    await app.close()
    const row = await world.db.selectFrom('locker').select('last_seen_at').executeTakeFirst()
    expect(row?.last_seen_at).toBe(morning)
  })
})

describe('the poke stream', () => {
  test('says at once which streams have news, and ends with the token', async () => {
    const { token } = await enrolledDevice()
    const url = await app.listen({ port: 0, host: '127.0.0.1' })
    const response = await fetch(`${url}/link/v1/poke`, {
      headers: { authorization: `Bearer ${token}` },
    })
    expect(response.headers.get('content-type')).toBe('text/event-stream')
    const heard = textOf(response)
    expect(await heard.next()).toContain(': here')
    world.ctx.pokes.tell([`locker:${world.locker}`, 'locker:of-somebody-else'])
    expect(await heard.next()).toBe(
      `event: poke\ndata: ${JSON.stringify({ streams: [`locker:${world.locker}`] })}\n\n`,
    )
    await world.clock.advance(limits.pokeHeartbeat)
    expect(await heard.next()).toBe(': here\n\n')
    await world.clock.advanceTo(instant(morning + limits.deviceTokenLife))
    for (let text: string | null = ''; text !== null;) text = await heard.next()
  })

  test('is refused without a token', async () => {
    const reply = await app.inject({ method: 'GET', url: '/link/v1/poke' })
    expect(reply.statusCode).toBe(401)
  })
})

function textOf(response: Response) {
  const reader = (response.body ?? new ReadableStream<Uint8Array>()).getReader()
  const decoder = new TextDecoder()
  return {
    /** The next piece; null at the end. */
    async next() {
      const { value, done } = await reader.read()
      return done ? null : decoder.decode(value)
    },
  }
}
