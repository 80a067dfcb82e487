import { cellsOf } from '@cubby/domain/cells/layout'
import { Resolver } from '@cubby/domain/configuration/resolve'
import { configurationItem, type ConfiguredLevel } from '@cubby/domain/machine/configuration-item'
import { must } from '@cubby/kit/assert'
import { days, isoTime, later } from '@cubby/kit/clock'
import { type LockerId, type SegmentId, uuidOf } from '@cubby/kit/ids'
import { LINK_VERSION, type SyncReply } from '@cubby/protocol/link/messages'
import { changeConfiguration } from '@cubby/protocol/operations/configuration/change-configuration'
import { changeConfigurations } from '@cubby/protocol/operations/configuration/change-configurations'
import { previewConfiguration } from '@cubby/protocol/operations/configuration/preview-configuration'
import { readConfiguration } from '@cubby/protocol/operations/configuration/read-configuration'
import { removeSegment } from '@cubby/protocol/operations/segments/remove-segment'
import { updateSegment } from '@cubby/protocol/operations/segments/update-segment'
import { type SmallNetwork, smallNetwork } from '@cubby/testing/api/small-network'
import { type TestApi, testApi } from '@cubby/testing/api/test-api'
import { sql } from 'kysely'
import type { z } from 'zod'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { timestamp } from '../db/tables/column.ts'
import { linkCalls } from '../link/link-calls.ts'
import { pgLinkPorts } from '../link/pg/pg-link-ports.ts'

let api: TestApi
let network: SmallNetwork
beforeAll(async () => {
  api = await testApi()
  network = await smallNetwork(api)
})
afterAll(() => api[Symbol.asyncDispose]())

const reason = 'agreed with the city'
const read = (of: ConfiguredLevel, query = {}) =>
  api.call(api.operator, readConfiguration, { params: { of }, query })
const settingIn = async (of: ConfiguredLevel, name: string, query = {}) =>
  must(
    (await read(of, query)).settings.find((each) => each.name === name),
    name,
  )
type Body = z.input<typeof changeConfiguration.body>
const ask = async (of: ConfiguredLevel, body: Partial<Body>) =>
  api.ask(api.operator, changeConfiguration, {
    params: { of },
    body: { version: (await read(of)).version, reason, ...body },
  })
const itemOf = (of: ConfiguredLevel) =>
  api.ctx.db
    .selectFrom('feed_item')
    .select(['stream_id', 'version', 'dead', 'body'])
    .where('key', '=', `configuration:${of}`)
    .executeTakeFirst()

async function aSegment(
  name: string,
  rank: number,
  lockers: readonly string[],
): Promise<SegmentId> {
  const id = api.ctx.ids.mint('seg')
  const created_at = timestamp(api.clock.now())
  await api.ctx.db
    .insertInto('segment')
    .values({ id: uuidOf(id), name, rank, created_at })
    .execute()
  if (lockers.length > 0)
    await sql`
      insert into segment_locker (segment_id, locker_id)
      select ${uuidOf(id)}::uuid, unnest(${lockers}::uuid[])`.execute(api.ctx.db)
  return id
}

/** Lockers as they stand in the street: with cells, drawn up in one statement. */
async function manyLockers(count: number): Promise<LockerId[]> {
  const ids = Array.from({ length: count }, () => api.ctx.ids.mint('lck'))
  await sql`
    insert into locker (id, location_id, name, layout, layout_version, created_at)
    select made.id, l.location_id, 'Street ' || made.place, l.layout, 1, l.created_at
    from unnest(${ids.map(uuidOf)}::uuid[]) with ordinality as made (id, place)
    cross join (select location_id, layout, created_at from locker where id = ${uuidOf(network.locker.id)}) l`.execute(
    api.ctx.db,
  )
  return ids
}

const cellNamed = (name: string) =>
  must(
    cellsOf(network.locker.layout).find((cell) => cell.name === name),
    name,
  )

describe('a setting', () => {
  test('shows where its value comes from, from the network down to a cell', async () => {
    const { id: locker } = network.locker
    const segment = await aSegment('Berlin', 5, [uuidOf(locker)])
    const { id: cell } = cellNamed('01')
    const theme = () => settingIn(locker, 'screen.theme')
    expect(await theme()).toMatchObject({ value: 'light', source: null, own: [] })
    await ask('network', { set: [{ name: 'screen.theme', value: 'dark' }] })
    expect(await theme()).toMatchObject({ value: 'dark', source: { level: 'network' } })
    await ask(segment, { set: [{ name: 'screen.theme', value: 'auto' }] })
    const source = { level: 'segment', of: segment, name: 'Berlin', cell: null }
    expect(await theme()).toMatchObject({ value: 'auto', source })
    await ask(locker, { set: [{ name: 'screen.theme', value: 'contrast' }] })
    expect(await theme()).toMatchObject({
      value: 'contrast',
      source: { level: 'locker', of: locker, name: 'Hall' },
      own: [{ value: 'contrast', from: null, until: null, reason }],
    })
    expect((await read(locker)).chain.map(({ level }) => level)).toEqual([
      'network',
      'segment',
      'locker',
    ])
    const below = await settingIn('network', 'screen.theme')
    expect(below.below).toMatchObject({ count: 2, first: [{ of: segment }, { of: locker }] })
    await ask(locker, { cell, set: [{ name: 'cell.enabled', value: false }] })
    expect(await settingIn(locker, 'cell.enabled', { cell })).toMatchObject({
      value: false,
      source: { level: 'cell', of: locker, cell },
    })
    expect(await settingIn(locker, 'cell.enabled')).toMatchObject({
      value: true,
      below: { count: 1, first: [{ level: 'cell', cell }] },
    })
    expect((await read(locker, { cell })).cellName).toBe('01')
  })

  test('that is cleared gives way to the one above; a level without settings dies in the feed', async () => {
    const segment = await aSegment('Spandau', 1, [])
    await ask(segment, { set: [{ name: 'screen.theme', value: 'dark' }] })
    expect(await itemOf(segment)).toMatchObject({ stream_id: `segment:${segment}`, dead: false })
    await ask(segment, { clear: [{ name: 'screen.theme' }] })
    expect(await itemOf(segment)).toMatchObject({ dead: true, body: null })
    expect(await settingIn(segment, 'screen.theme')).toMatchObject({ value: 'dark' })
  })

  test('for some days is sent with its dates and forgotten with the next change after them', async () => {
    const segment = await aSegment('Mitte', 1, [])
    const [from, until] = [1, 3].map((after) => later(api.clock.now(), days(after)))
    await ask(segment, {
      set: [
        {
          name: 'screen.theme',
          value: 'contrast',
          from: isoTime(must(from, 'from')),
          until: isoTime(must(until, 'until')),
        },
      ],
    })
    const item = configurationItem.parse((await itemOf(segment))?.body)
    expect(item.settings).toEqual([
      { name: 'screen.theme', value: 'contrast', cell: null, from, until },
    ])
    await api.clock.advance(days(4))
    expect((await settingIn(segment, 'screen.theme')).own).toEqual([])
    await ask(segment, { set: [{ name: 'screen.idle-end-seconds', value: 90 }] })
    const after = configurationItem.parse((await itemOf(segment))?.body)
    expect(after.settings.map(({ name }) => name)).toEqual(['screen.idle-end-seconds'])
  })
})

describe('a change', () => {
  const problemOf = async (of: ConfiguredLevel, body: object) => {
    const answer = await ask(of, body)
    const { errors } = answer.body as unknown as { errors?: { pointer: string; code: string }[] }
    return [answer.status, errors?.[0]?.pointer, errors?.[0]?.code]
  }

  test('is refused at the field that is wrong, and nothing is kept', async () => {
    const { id: locker } = network.locker
    const before = await itemOf(locker)
    const set = (name: string, value: unknown, over = {}) => ({ set: [{ name, value, ...over }] })
    const past = isoTime(later(api.clock.now(), days(-1)))
    const wrong = [
      [set('screen.theme', 'pink'), '/set/0/value', 'not-allowed'],
      [set('cell.door-open-seconds-max', 1), '/set/0/value', 'out-of-range'],
      [set('limits.remote-openings-per-hour', 500), '/set/0/value', 'out-of-range'],
      [set('cell.temperature', { min: 90, max: 20 }), '/set/0/value/max', 'invalid'],
      [set('cell.purposes', ['delivery', 'delivery']), '/set/0/value', 'invalid'],
      [
        set('maintenance.windows', [{ day: 9, fromMinute: 0, toMinute: 9 }]),
        '/set/0/value/0/day',
        'out-of-range',
      ],
      [set('screen.theme', 'dark', { until: past }), '/set/0/until', 'past'],
      [
        { set: [...set('screen.theme', 'dark').set, ...set('screen.theme', 'light').set] },
        '/set/1/name',
        'duplicate',
      ],
      [{ ...set('screen.theme', 'dark'), cell: cellNamed('01').id }, '/set/0/name', 'wrong-level'],
      [{ ...set('cell.enabled', true), cell: api.ctx.ids.mint('cel') }, '/cell', 'not-found'],
      [{}, '/set', 'empty'],
    ] as const
    for (const [body, pointer, code] of wrong)
      expect(await problemOf(locker, body), `${pointer} ${code}`).toEqual([422, pointer, code])
    expect(await problemOf(locker, set('speech.voice', 'loud'))).toEqual([
      422,
      '/set/0/name',
      'wrong-type',
    ])
    expect(
      (await ask(locker, { ...set('screen.theme', 'dark'), reason: ' ' } as never)).status,
    ).toBe(422)
    expect(await itemOf(locker)).toEqual(before)
  })

  test('of a level that does not exist is refused', async () => {
    const params = { of: api.ctx.ids.mint('seg') }
    const body = { version: 0, set: [{ name: 'screen.theme' as const, value: 'dark' }], reason }
    const answer = await api.ask(api.operator, changeConfiguration, { params, body })
    expect(answer.status).toBe(404)
  })

  test('made on top of somebody else’s is refused, so that nobody’s is lost', async () => {
    const segment = await aSegment('Wedding', 1, [])
    const mine = { set: [{ name: 'screen.theme' as const, value: 'dark' }] }
    expect(await ask(segment, mine)).toMatchObject({ status: 200, body: { version: 1 } })
    const late = await ask(segment, { ...mine, version: 0 })
    expect([late.status, (late.body as unknown as { code: string }).code]).toEqual([
      409,
      'conflict/version',
    ])
  })

  test('needs the right to it, and a network operator', async () => {
    const key = await api.key({ scopes: ['configuration:read'] })
    const params = { of: 'network' as const }
    const body = { version: 0, set: [], reason }
    expect((await api.ask(key, changeConfiguration, { params, body })).status).toBe(403)
    expect((await api.ask(network.shopKey, readConfiguration, { params })).status).toBe(403)
  })
})

describe('a segment that has settings', () => {
  const dark = { set: [{ name: 'screen.theme' as const, value: 'dark' }] }

  test('takes them along when it is removed, and its lockers are told', async () => {
    const segment = await aSegment('Moabit', 1, [])
    await ask(segment, dark)
    await api.call(api.operator, removeSegment, { params: { segment } })
    expect(await itemOf(segment)).toMatchObject({ dead: true, body: null })
    const answer = await api.ask(api.operator, readConfiguration, { params: { of: segment } })
    expect(answer.status).toBe(404)
  })

  test('tells its lockers when it has another rank, and is quiet about another name', async () => {
    const segment = await aSegment('Pankow', 1, [])
    await ask(segment, dark)
    const version = (await itemOf(segment))?.version
    const update = (body: object) =>
      api.call(api.operator, updateSegment, { params: { segment }, body })
    await update({ name: 'Pankow-Nord' })
    expect((await itemOf(segment))?.version).toBe(version)
    await update({ rank: 8 })
    expect(configurationItem.parse((await itemOf(segment))?.body).rank).toBe(8)
  })
})

test('a tariff that does not exist is refused at its field', async () => {
  const set = [{ name: 'cell.tariff' as const, value: api.ctx.ids.mint('trf') }]
  expect(await ask('network', { set })).toMatchObject({
    status: 422,
    body: { errors: [{ pointer: '/set/0/value', code: 'not-found' }] },
  })
})

describe('before a change is saved', () => {
  test('it says which lockers and cells it would change, and changes nothing', async () => {
    const lockers = await manyLockers(3)
    const segment = await aSegment('Potsdam', 9, lockers.map(uuidOf))
    const [first] = lockers
    const { id: cell } = cellNamed('02')
    const off = { name: 'cell.enabled' as const, value: false }
    await ask(must(first, 'a locker'), { cell, set: [off] })
    const preview = await api.call(api.operator, previewConfiguration, {
      body: { targets: [{ of: segment }], set: [off, { name: 'screen.theme', value: 'auto' }] },
    })
    // Nine cells each; one is switched off already.
    expect(preview).toMatchObject({
      lockers: 3,
      effects: [
        { name: 'cell.enabled', lockers: 3, cells: 26 },
        { name: 'screen.theme', lockers: 3, cells: null },
      ],
    })
    expect(preview.effects[1]?.samples[0]).toMatchObject({
      locker: { id: first, name: 'Street 1' },
      cell: null,
      before: { source: { level: 'network' } },
      after: { value: 'auto', source: { of: segment, name: 'Potsdam' } },
    })
    expect((await read(segment)).version).toBe(0)
  })

  test('of several cells each is named with its value before and after', async () => {
    const cells = ['01', '03'].map((name) => cellNamed(name).id)
    const targets = cells.map((cell) => ({ of: network.locker.id, cell }))
    const set = [{ name: 'cell.purposes' as const, value: ['return'] }]
    const body = { targets, set }
    const preview = await api.call(api.operator, previewConfiguration, { body })
    expect(preview.effects).toMatchObject([
      {
        lockers: 1,
        cells: 2,
        samples: [{ cell: { name: '01' } }, { cell: { name: '03' }, after: { value: ['return'] } }],
      },
    ])
    const { version } = await read(network.locker.id)
    const saved = await api.call(api.operator, changeConfigurations, {
      body: { ...body, reason },
    })
    expect(saved.changed).toEqual([{ of: network.locker.id, version: version + 1 }])
    const [cell = null] = cells
    expect(await settingIn(network.locker.id, 'cell.purposes', { cell })).toMatchObject({
      value: ['return'],
    })
  })

  test('one wrong target among many spoils all of them', async () => {
    const targets = [{ of: network.locker.id }, { of: api.ctx.ids.mint('lck') }]
    const set = [{ name: 'screen.theme' as const, value: 'light' }]
    const { version } = await read(network.locker.id)
    const body = { targets, set, reason }
    const answer = await api.ask(api.operator, changeConfigurations, { body })
    expect(answer).toMatchObject({
      status: 422,
      body: { errors: [{ pointer: '/targets/1/of', code: 'not-found' }] },
    })
    expect((await read(network.locker.id)).version).toBe(version)
  })
})

test("a value at segment level reaches 1,000 lockers' feeds as one write", async () => {
  const { ctx } = api
  const lockers = await manyLockers(1_000)
  const segment = await aSegment('City', 7, lockers.map(uuidOf))
  const link = linkCalls(ctx, pgLinkPorts(ctx))
  const cursors = new Map<LockerId, SyncReply['pages']>()
  /** One exchange of every locker, as its edge asks: where it stands in each stream that it follows. */
  const exchange = async () => {
    const replies = new Map<LockerId, SyncReply>()
    for (let i = 0; i < lockers.length; i += 100)
      await Promise.all(
        lockers.slice(i, i + 100).map(async (locker) => {
          const known = cursors.get(locker) ?? []
          const body = {
            version: LINK_VERSION,
            journal: `jrn_${locker.slice(4)}`,
            entries: [],
            cursors: known.map(({ stream, epoch, cursor }) => ({ stream, epoch, cursor })),
            backlog: 0,
          }
          replies.set(locker, await link.sync({ locker } as never, body))
        }),
      )
    for (const [locker, { follow, pages }] of replies)
      cursors.set(
        locker,
        follow.map(
          (stream) =>
            pages.find((page) => page.stream === stream) ??
            ({ stream, epoch: null, cursor: 0, head: 0, reset: false, items: [] } as never),
        ),
      )
    return replies
  }
  await exchange()
  await exchange()
  const stood = await feedCounts()

  await ask(segment, { set: [{ name: 'limits.open-doors-per-courier', value: 1 }] })

  const stands = await feedCounts()
  expect(stands.items - stood.items, 'rows of the feed').toBe(1)
  expect(stands.heads - stood.heads, 'bumps of streams').toBe(1)
  expect(stands.changed).toEqual([`segment:${segment}`])
  const replies = await exchange()
  for (const [locker, { pages }] of replies) {
    const [item, ...others] = pages.flatMap(({ items }) => items)
    expect(others, `besides at ${locker}`).toEqual([])
    expect(item?.key).toBe(`configuration:${segment}`)
    const resolver = new Resolver([configurationItem.parse(item?.body)])
    const held = resolver.valueOf('limits.open-doors-per-courier', null, api.clock.now())
    expect(held).toMatchObject({ value: 1, source: { of: segment } })
  }
  expect(replies.size).toBe(1_000)
  await link.stop()

  async function feedCounts() {
    const { rows } = await sql<{ items: number; heads: number }>`
      select (select count(*) from feed_item)::int as items,
        (select sum(head) from stream)::int as heads`.execute(ctx.db)
    const last = await sql<{ stream_id: string }>`
      select stream_id from feed_item where key = ${`configuration:${segment}`}`.execute(ctx.db)
    return {
      ...must(rows[0], 'counts'),
      changed: last.rows.map(({ stream_id }) => stream_id),
    }
  }
})
