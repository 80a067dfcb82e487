import { mkdtemp, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readCode } from '@cubby/protocol/operations/shipments/read-code'
import { smallNetwork } from '@cubby/testing/api/small-network'
import { testApi } from '@cubby/testing/api/test-api'
import { testDatabase } from '@cubby/testing/postgres/test-database'
import { pino } from 'pino'
import { expect, test } from 'vitest'
import { configFrom } from './config.ts'
import { startServer } from './start-server.ts'

async function aPlace() {
  const database = await testDatabase()
  const dataDir = await mkdtemp(join(tmpdir(), 'cubby-start-'))
  const env = { DATABASE_URL: database.url, DATA_DIR: dataDir, PORT: '0', CHECK_REPLIES: '1' }
  return {
    dataDir,
    config: configFrom(env),
    db: database.db,
    async [Symbol.asyncDispose]() {
      await rm(dataDir, { recursive: true, force: true })
      await database[Symbol.asyncDispose]()
    },
  }
}

const lines: string[] = []
const log = pino({ level: 'debug' }, { write: (line: string) => void lines.push(line) })

test('the first start makes the operator a key that only the owner of the files can read', async () => {
  await using place = await aPlace()
  const keyFile = join(place.dataDir, 'operator-key.txt')
  let key: string
  {
    await using server = await startServer(place.config, { log })
    key = (await readFile(keyFile, 'utf8')).trim()
    expect((await stat(keyFile)).mode & 0o777).toBe(0o600)
    const reply = await fetch(`${server.url}/v1/organizations`, {
      headers: { authorization: `Bearer ${key}` },
    })
    expect([reply.status, await reply.json()]).toEqual([200, { items: [], next: null }])
  }
  await using again = await startServer(place.config, { log })
  expect((await readFile(keyFile, 'utf8')).trim()).toBe(key)
  expect((await fetch(`${again.url}/readyz`)).status).toBe(200)
  expect(lines.join('')).not.toContain(key.slice(31))
})

test('the first start tells how the first administrator signs in, in a file that only the owner can read', async () => {
  await using place = await aPlace()
  const file = join(place.dataDir, 'first-sign-in.txt')
  await using server = await startServer(place.config, { log })
  expect((await stat(file)).mode & 0o777).toBe(0o600)
  const text = await readFile(file, 'utf8')
  const [, email, password] = /^E-mail: +(\S+)\nPassword: +(\S+)\n$/.exec(text) ?? []
  expect(email).toBe('admin@cubby.localhost')
  const reply = await fetch(`${server.url}/auth/sign-in/email`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: server.url },
    body: JSON.stringify({ email, password }),
  })
  expect(reply.status).toBe(200)
  const cookie = reply.headers
    .getSetCookie()
    .map((each) => each.split(';', 1)[0])
    .join('; ')
  const me = await fetch(`${server.url}/v1/me`, { headers: { cookie } })
  expect(await me.json()).toMatchObject({
    role: { builtIn: 'administrator' },
    mustChangePassword: true,
  })
  await using again = await startServer(place.config, { log })
  expect(again.url).not.toBe(server.url)
  expect(await readFile(file, 'utf8')).toBe(text)
  expect(lines.join('')).not.toContain(password)
})

test('two servers on one database serve the same network', async () => {
  await using place = await aPlace()
  await using one = await startServer(place.config, { log })
  await using two = await startServer(place.config, { log })
  const keys = await place.db.selectFrom('api_key').select('id').execute()
  expect(keys).toHaveLength(1)
  const key = (await readFile(join(place.dataDir, 'operator-key.txt'), 'utf8')).trim()
  const made = await fetch(`${one.url}/v1/organizations`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${key}`,
      'content-type': 'application/json',
      'idempotency-key': 'one',
    },
    body: JSON.stringify({ name: 'Blue Boots', kind: 'shop' }),
  })
  const shop = (await made.json()) as { id: string }
  const read = await fetch(`${two.url}/v1/organizations/${shop.id}`, {
    headers: { authorization: `Bearer ${key}` },
  })
  expect(await read.json()).toEqual(shop)
})

test('the log of a day holds no phone, address, code or key', async () => {
  await using api = await testApi({ log })
  lines.length = 0
  const network = await smallNetwork(api)
  const { id } = await network.announce()
  await api.app.inject({ url: '/v1/shipments?phone=%2B4915112345678' })
  const { code } = await api.call(network.shopKey, readCode, { params: { shipment: id } })
  expect(lines.length).toBeGreaterThan(5)
  expect(lines.join('')).not.toMatch(/4915112345678|ann@example|cub_[0-9a-z]/)
  for (const told of [code, code.replace('-', '')]) expect(lines.join('')).not.toContain(told)
})
