import type { EntryBody } from '@cubby/domain/journal/entries'
import { isoTime } from '@cubby/kit/clock'
import { uuidOf } from '@cubby/kit/ids'
import { morning } from '@cubby/testing/kernel/builders'
import { chained } from '@cubby/testing/link/chained'
import { linkWorld, type LinkWorld } from '@cubby/testing/link/link-world'
import { type TestDatabase, testDatabase } from '@cubby/testing/postgres/test-database'
import { afterEach, beforeEach, expect, test } from 'vitest'

let database: TestDatabase
let world: LinkWorld
beforeEach(async () => {
  database = await testDatabase()
  world = await linkWorld(database.db)
})
afterEach(() => database[Symbol.asyncDispose]())

const fault = (part: string, code = 'sensor/no-answer'): EntryBody => ({
  type: 'device.fault',
  part,
  code,
  detail: 'x',
})
const over = (part: string, code = 'sensor/no-answer'): EntryBody => ({
  type: 'device.recovered',
  part,
  code,
})

/** A locker says these one second after the other, in so many exchanges. */
async function say(bodies: readonly EntryBody[], perExchange: number) {
  const entries = chained(bodies.map((body, i) => ({ at: morning + i * 1_000, body })))
  for (let i = 0; i < entries.length; i += perExchange)
    await world.push(entries.slice(i, i + perExchange))
}

async function faults() {
  const rows = await database.db
    .selectFrom('device_fault')
    .select(['part', 'code', 'since'])
    .where('locker_id', '=', uuidOf(world.locker))
    .orderBy('part')
    .orderBy('code')
    .execute()
  return rows.map(({ part, code, since }) => `${part} ${code} ${(since - morning) / 1_000}`)
}

test.each([1, 3, 100])(
  'faults of devices stand until they are taken back, told in exchanges of %i entries',
  async (perExchange) => {
    await say(
      [
        fault('sensor air'),
        fault('sensor air', 'sensor/too-high'),
        fault('terminal', 'terminal/no-answer'),
        over('sensor air'),
        fault('load sign', 'load/no-answer'),
        over('load sign', 'load/no-answer'),
        fault('load sign', 'load/no-answer'),
        fault('terminal', 'terminal/no-answer'),
        over('printer', 'never/told'),
        fault('link', 'link/fork'),
      ],
      perExchange,
    )
    expect(await faults()).toEqual([
      'load sign load/no-answer 6',
      'sensor air sensor/too-high 1',
      'terminal terminal/no-answer 2',
    ])
  },
)

test('the server knows which devices a locker goes by', async () => {
  const used = () =>
    database.db.selectFrom('locker_devices').select(['used_version', 'used_at']).execute()
  await say([{ type: 'device.configured', version: 3 }], 1)
  expect(await used()).toMatchObject([{ used_version: 3 }])
  await world.push(
    chained([
      { at: morning, body: { type: 'device.configured', version: 3 } },
      { at: morning + 5_000, body: { type: 'device.configured', version: null } },
    ]).slice(1),
  )
  const [row] = await used()
  expect(row?.used_version).toBeNull()
  expect(row?.used_at && isoTime(row.used_at)).toBe(isoTime((morning + 5_000) as never))
})
