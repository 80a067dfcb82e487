import { instant } from '@cubby/kit/clock'
import { prng } from '@cubby/kit/prng'
import { type TestDatabase, testDatabase } from '@cubby/testing/postgres/test-database'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { FeedChange, FeedCursor, FeedPage } from './feed-types.ts'
import { compactFeed, renewEpochs } from './feed-upkeep.ts'
import { readFeed } from './read-feed.ts'
import { writeFeed } from './write-feed.ts'

const DAY = 86_400_000
const start: FeedCursor = { stream: '', epoch: null, cursor: 0 }

let database: TestDatabase
beforeEach(async () => void (database = await testDatabase()))
afterEach(() => database[Symbol.asyncDispose]())

const write = (changes: FeedChange[], day = 0) =>
  database.db.transaction().execute((trx) => writeFeed(trx, changes, instant(day * DAY)))

const change = (stream: string, key: string, n: number): FeedChange => ({
  stream,
  key,
  body: { n },
})
const gone = (stream: string, key: string): FeedChange => ({ stream, key, body: null })

async function readOne(cursor: FeedCursor, limit = 100): Promise<FeedPage> {
  const [page] = await readFeed(database.db, [cursor], limit)
  if (!page) throw new Error('every stream asked for is answered')
  return page
}
const whereItLeft = ({ stream, epoch, cursor }: FeedPage): FeedCursor => ({ stream, epoch, cursor })

/** A locker's copy of one stream, kept as the link says: forget on reset, then apply item by item. */
async function follow(copy: Map<string, unknown>, from: FeedCursor, limit: number) {
  for (let page = await readOne(from, limit), pages = 1; ; pages++) {
    if (page.reset) copy.clear()
    for (const item of page.items) {
      if (item.dead) copy.delete(item.key)
      else copy.set(item.key, item.body)
    }
    if (page.cursor === page.head) return { cursor: whereItLeft(page), pages }
    page = await readOne(whereItLeft(page), limit)
  }
}

describe('writing', () => {
  test('gives all changes of a transaction one version per stream', async () => {
    const heads = await write([change('w:b', 'x', 1), change('w:a', 'x', 1), change('w:a', 'y', 1)])
    expect(heads).toEqual([
      { stream: 'w:a', head: 1 },
      { stream: 'w:b', head: 1 },
    ])
    expect(await write([change('w:a', 'x', 2)])).toEqual([{ stream: 'w:a', head: 2 }])
    const page = await readOne({ ...start, stream: 'w:a' })
    expect(page.items.map(({ key, version, body }) => [key, version, body])).toEqual([
      ['y', 1, { n: 1 }],
      ['x', 2, { n: 2 }],
    ])
  })

  test('of more than one statement takes gives one version per stream all the same', async () => {
    const text = 'x'.repeat(150_000)
    const streams = Array.from({ length: 20 }, (_, n) => `m:${String(n).padStart(2, '0')}`)
    const first = streams.map((stream) => ({ stream, key: 'a', body: { text } }))
    const second = streams.map((stream) => ({ stream, key: 'b', body: { text } }))
    const heads = await write([...first.toReversed(), ...second])
    expect(heads).toEqual(streams.map((stream) => ({ stream, head: 1 })))
    for (const stream of streams) {
      const { items } = await readOne({ ...start, stream })
      expect(items.map(({ key, version }) => [key, version])).toEqual([
        ['a', 1],
        ['b', 1],
      ])
    }
  })

  test('keeps what a transaction said last about a key', async () => {
    await write([change('last', 'x', 1), gone('last', 'x'), change('last', 'x', 3)])
    const page = await readOne({ ...start, stream: 'last' })
    expect(page.items).toEqual([
      { key: 'x', version: 1, dead: false, body: { n: 3 }, asOfSeq: null },
    ])
  })

  test('carries what the server knew', async () => {
    await write([{ ...change('known', 'x', 1), asOfSeq: 42 }])
    expect((await readOne({ ...start, stream: 'known' })).items[0]?.asOfSeq).toBe(42)
  })

  test('of a transaction that rolls back leaves nothing, not even a gap', async () => {
    await write([change('rolled', 'x', 1)])
    const failing = database.db.transaction().execute(async (trx) => {
      await writeFeed(trx, [change('rolled', 'x', 2), change('never', 'x', 1)], instant(0))
      throw new Error('the shop changed its mind')
    })
    await expect(failing).rejects.toThrow('mind')
    expect(await write([change('rolled', 'y', 1)])).toEqual([{ stream: 'rolled', head: 2 }])
    expect((await readOne({ ...start, stream: 'never' })).head).toBe(0)
  })

  test('many streams in any order at once ends, and counts every transaction', async () => {
    const streams = ['lock:c', 'lock:a', 'lock:new-b', 'lock:d', 'lock:B', 'lock:é']
    await write(streams.slice(0, 2).map((stream) => change(stream, 'seed', 0)))
    const writers = Array.from({ length: 12 }, async (_, writer) => {
      const chance = prng(`locks-${writer}`)
      let writes = 0
      for (let round = 0; round < 25; round++) {
        const some = streams.toSorted(() => chance.next() - 0.5).slice(0, chance.int(1, 6))
        await write(some.map((stream) => change(stream, `${writer}`, round)))
        writes += some.length
      }
      return writes
    })
    const writes = (await Promise.all(writers)).reduce((sum, n) => sum + n, 0)
    const cursors = streams.map((stream) => ({ ...start, stream }))
    const pages = await readFeed(database.db, cursors, 100)
    expect(pages.reduce((sum, page) => sum + page.head, 0)).toBe(writes + 2)
    expect(pages.map((page) => page.stream)).toEqual(streams)
  })
})

describe('reading', () => {
  test('begins with a snapshot and then gives only what changed', async () => {
    await write([change('read', 'x', 1), change('read', 'y', 1)])
    const first = await readOne({ ...start, stream: 'read' })
    expect(first).toMatchObject({ reset: true, head: 1, cursor: 1 })
    await write([gone('read', 'x')])
    const second = await readOne(whereItLeft(first))
    expect(second).toMatchObject({ reset: false, head: 2, cursor: 2, epoch: first.epoch })
    expect(second.items).toMatchObject([{ key: 'x', dead: true, body: null }])
    expect(await readOne(whereItLeft(second))).toMatchObject({ items: [], cursor: 2, head: 2 })
  })

  test('of a stream that nobody has written is empty, and resets once somebody has', async () => {
    const empty = await readOne({ ...start, stream: 'late' })
    expect(empty).toEqual({
      stream: 'late',
      epoch: '',
      head: 0,
      cursor: 0,
      reset: false,
      items: [],
    })
    await write([change('late', 'x', 1)])
    expect(await readOne(whereItLeft(empty))).toMatchObject({ reset: true, cursor: 1 })
  })

  test('leaves the dead out of a snapshot', async () => {
    await write([change('dead', 'x', 1), change('dead', 'y', 1)])
    await write([gone('dead', 'x')])
    const page = await readOne({ ...start, stream: 'dead' })
    expect(page).toMatchObject({ head: 2, cursor: 2, items: [{ key: 'y' }] })
  })

  test('never cuts a version in two', async () => {
    await write([change('cut', 'a', 1), change('cut', 'b', 1)])
    await write([change('cut', 'c', 1), change('cut', 'd', 1), change('cut', 'e', 1)])
    await write([change('cut', 'f', 1)])
    const sizes: [number, number][] = []
    for (let at: FeedCursor = { ...start, stream: 'cut' }; at.cursor < 3;) {
      const page = await readOne(at, 2)
      sizes.push([page.items.length, page.cursor])
      at = whereItLeft(page)
    }
    expect(sizes).toEqual([
      [2, 1],
      [3, 2],
      [1, 3],
    ])
  })

  test('starts over after a restore, and for a reader from the future', async () => {
    await write([change('epoch', 'x', 1)])
    const before = await readOne({ ...start, stream: 'epoch' })
    await renewEpochs(database.db)
    const after = await readOne(whereItLeft(before))
    expect(after).toMatchObject({ reset: true, cursor: 1, items: [{ key: 'x' }] })
    expect(after.epoch).not.toBe(before.epoch)
    expect(await readOne({ ...whereItLeft(after), cursor: 9 })).toMatchObject({
      reset: true,
      cursor: 1,
    })
  })
})

describe('forgetting tombstones', () => {
  test('resets who stands below the last one forgotten, and nobody else', async () => {
    await write([change('floor', 'x', 1), change('floor', 'y', 1)])
    const early = whereItLeft(await readOne({ ...start, stream: 'floor' }))
    await write([gone('floor', 'x')], 1)
    const late = whereItLeft(await readOne(early))
    await write([gone('floor', 'y'), change('floor', 'z', 1)], 3)

    expect(await compactFeed(database.db, instant(2 * DAY))).toBe(1)
    expect(await readOne(early)).toMatchObject({ reset: true, cursor: 3, items: [{ key: 'z' }] })
    const next = await readOne(late)
    expect(next.reset).toBe(false)
    expect(next.items.map(({ key, dead }) => [key, dead])).toEqual([
      ['y', true],
      ['z', false],
    ])
    expect(await compactFeed(database.db, instant(2 * DAY))).toBe(0)
  })

  test('lets a snapshot of many pages come to its end', async () => {
    for (let n = 0; n < 10; n++) await write([change('pages', `old-${n}`, n)])
    await write([change('pages', 'brief', 1)])
    await write([gone('pages', 'brief')])
    for (let n = 0; n < 5; n++) await write([change('pages', `new-${n}`, n)], 9)
    await compactFeed(database.db, instant(DAY))
    const copy = new Map<string, unknown>()
    const { cursor, pages } = await follow(copy, { ...start, stream: 'pages' }, 2)
    expect([copy.size, cursor.cursor]).toEqual([15, 17])
    expect(pages).toBeLessThan(5)
  })

  test('and writing at once do not wait for each other in a circle', async () => {
    for (let n = 0; n < 20; n++) await write([gone(`busy:${n}`, 'x')])
    const writing = Array.from({ length: 200 }, (_, n) =>
      write([change(`busy:${n % 20}`, 'x', n)], 5),
    )
    const forgetting = [1, 2, 3].map(() => compactFeed(database.db, instant(DAY)))
    await Promise.all([...writing, ...forgetting])
    const pages = await readFeed(
      database.db,
      Array.from({ length: 20 }, (_, n) => ({ ...start, stream: `busy:${n}` })),
      10,
    )
    expect(pages.every((page) => page.items.length === 1 && page.head === 11)).toBe(true)
  })
})

test('a reader that looks in now and then ends with what is true', async () => {
  const chance = prng('followers')
  const truth = new Map<string, unknown>()
  const copies = [1, 2, 5].map((limit) => ({
    limit,
    copy: new Map<string, unknown>(),
    cursor: { ...start, stream: 'truth' },
  }))
  for (let day = 0; day < 120; day++) {
    const changes = Array.from({ length: chance.int(1, 4) }, () => {
      const key = `k${chance.int(0, 15)}`
      return chance.chance(0.4) ? gone('truth', key) : change('truth', key, day)
    })
    await write(changes, day)
    for (const { key, body } of changes) {
      if (body === null) truth.delete(key)
      else truth.set(key, body)
    }
    if (chance.chance(0.1)) await compactFeed(database.db, instant((day - 10) * DAY))
    for (const reader of copies) {
      if (day < 119 && chance.chance(0.9)) continue
      const { copy, cursor, limit } = reader
      reader.cursor = (await follow(copy, cursor, limit)).cursor
      expect(Object.fromEntries(copy)).toEqual(Object.fromEntries(truth))
    }
  }
})
