import { minutes } from '@cubby/kit/clock'
import { uuidOf } from '@cubby/kit/ids'
import { createLocker } from '@cubby/protocol/operations/lockers/create-locker'
import { exportLockers } from '@cubby/protocol/operations/lockers/export-lockers'
import { listLockers } from '@cubby/protocol/operations/lockers/list-lockers'
import { readHealth } from '@cubby/protocol/operations/upkeep/read-health'
import { readOverview } from '@cubby/protocol/operations/overview/read-overview'
import { type SmallNetwork, smallNetwork } from '@cubby/testing/api/small-network'
import { type TestApi, testApi } from '@cubby/testing/api/test-api'
import { smallLocker } from '@cubby/testing/network/street-locker'
import type { z } from 'zod'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { allMigrations } from '../db/migrations/all.ts'
import { timestamp } from '../db/tables/column.ts'

let api: TestApi
let network: SmallNetwork
const named: Record<string, string> = {}

/** Four lockers: one was heard of just now, one long ago, two never. */
beforeAll(async () => {
  api = await testApi()
  network = await smallNetwork(api)
  named['Hall'] = network.locker.id
  for (const name of ['Car park', 'Bakery', '100% corner']) {
    const body = { location: network.location.id, name, layout: smallLocker() }
    named[name] = (await api.call(api.operator, createLocker, { body })).id
  }
  const seen = async (name: string) => {
    await api.ctx.db
      .updateTable('locker')
      .set({ last_seen_at: timestamp(api.clock.now()) })
      .where('id', '=', uuidOf(named[name] ?? ''))
      .execute()
  }
  await seen('Bakery')
  await api.clock.advance(minutes(30))
  await seen('Hall')
})
afterAll(() => api[Symbol.asyncDispose]())

type Query = z.input<typeof listLockers.query>
const names = async (query: Query) => {
  const { items } = await api.call(api.operator, listLockers, { query })
  return items.map(({ name }) => name)
}

test('lockers are found by their name, their place and their city, in any case', async () => {
  expect(await names({ q: 'bak' })).toEqual(['Bakery'])
  expect(await names({ q: '100%' })).toEqual(['100% corner'])
  expect(await names({ q: 'central' })).toHaveLength(4)
  expect(await names({ q: 'BERLIN' })).toHaveLength(4)
  expect(await names({ q: 'nowhere' })).toEqual([])
})

test('lockers are narrowed by the state of their link, and carry where they stand', async () => {
  expect(await names({ link: 'online' })).toEqual(['Hall'])
  expect(await names({ link: 'silent' })).toEqual(['Bakery'])
  expect(await names({ link: 'never' })).toHaveLength(2)
  const { items } = await api.call(api.operator, listLockers, { query: { link: 'online' } })
  expect(items[0]?.place).toEqual({
    name: 'Central station',
    city: 'Berlin',
    latitude: 52.53,
    longitude: 13.38,
  })
})

test('lockers are sorted by name or by silence, page by page', async () => {
  const sorted = Object.keys(named).toSorted((a, b) => a.localeCompare(b, 'en'))
  const seen: string[] = []
  for (let after: string | null | undefined; after !== null;) {
    const query = { sort: 'name', limit: 3, ...(after === undefined ? {} : { after }) }
    const page = await api.call(api.operator, listLockers, { query: query as never })
    seen.push(...page.items.map(({ name }) => name))
    after = page.next
  }
  expect(seen.toSorted((a, b) => a.localeCompare(b, 'en'))).toEqual(sorted)
  expect(new Set(seen).size).toBe(4)
  expect((await names({ sort: '-last-seen' })).slice(0, 2)).toEqual(['Hall', 'Bakery'])
  expect((await names({ sort: 'last-seen' })).slice(2)).toEqual(['Bakery', 'Hall'])
})

test('lockers are downloaded as CSV', async () => {
  const { text } = await api.ask(api.operator, exportLockers, { query: { q: 'Bakery' } })
  const [head, line] = text.split('\r\n')
  expect(head).toBe('\uFEFFid,name,location,city,cells,link,lastSeen,version,created')
  expect(line).toContain(`${named['Bakery']},Bakery,Central station,Berlin,`)
})

test('the overview counts lockers and their cells, also those that have told nothing yet', async () => {
  const seen = await api.call(api.operator, readOverview)
  expect(seen.lockers).toEqual({ online: 1, silent: 1, never: 2, forked: 0 })
  const cells = smallLocker().modules.flatMap((module) => module.cells).length
  expect(seen.cells.total).toBe(4 * cells)
  expect(seen.cells.use).toEqual({ free: 4 * cells, reserved: 0, occupied: 0 })
  expect(seen.occupancy).toHaveLength(4)
})

test('the health of the servers is told to the network operator and to nobody else', async () => {
  const health = await api.call(api.operator, readHealth)
  expect(health.database.version).toMatch(/^\d+/)
  expect(health.database.schema).toBe(allMigrations.at(-1)?.name)
  expect(health.queues.map(({ queue }) => queue)).toEqual(
    expect.arrayContaining(['message.send', 'webhook.send', 'dead']),
  )
  expect(health.lockers).toEqual({ online: 1, silent: 1, never: 2, forked: 0 })
  expect(health.link).toEqual({ behind: 0, oldestUnappliedSince: null, unansweredCommands: 0 })
  expect(await api.ask(network.shopKey, readHealth)).toMatchObject({ status: 403 })
})
