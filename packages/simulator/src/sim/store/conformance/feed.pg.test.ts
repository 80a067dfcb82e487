import type { FeedChange, FeedCursor, FeedPage } from '@cubby/server/feed/feed-types'
import { describe, expect, test } from 'vitest'
import { eachStore } from './each-store.ts'

const said = (key: string, n = 1, stream = 's'): FeedChange => ({ stream, key, body: { n } })
const gone = (key: string, stream = 's'): FeedChange => ({ stream, key, body: null })
const start: FeedCursor = { stream: 's', epoch: null, cursor: 0 }
/** What a page says but its epoch, which each kind of store names as it likes. */
const shown = ({ head, cursor, reset, items }: FeedPage) => ({
  head,
  cursor,
  reset,
  items: items.map(({ key, version, dead }) => `${dead ? '-' : ''}${key} ${version}`),
})

eachStore((at) => {
  const write = (...changes: FeedChange[]) =>
    at().store.transact((tx) => tx.writeFeed(changes, at().clock.now()))
  const page = (cursor: FeedCursor, limit = 100) => at().page(cursor, limit)
  const epoch = async (stream = 's') => (await page({ ...start, stream }, 1)).epoch
  const after = async (cursor: number, limit = 100) =>
    shown(await page({ stream: 's', epoch: await epoch(), cursor }, limit))
  const versions = (...keys: string[][]) =>
    keys.reduce(async (before, each) => {
      await before
      await write(...each.map((key) => (key.startsWith('-') ? gone(key.slice(1)) : said(key))))
    }, Promise.resolve())

  describe('writing', () => {
    test('moves each stream on by one version and answers the streams by name', async () => {
      await write(said('x', 1, 'b'))
      expect(await write(said('x', 1, 'b'), said('x', 1, 'a'), said('y', 1, 'b'))).toEqual([
        'a',
        'b',
      ])
      expect((await at().content()).streams).toEqual([
        { stream: 'a', head: 1, floor: 0 },
        { stream: 'b', head: 2, floor: 0 },
      ])
      expect(await write()).toEqual([])
    })

    test('keeps of several changes to one key the last', async () => {
      await write(said('x', 1), gone('y'), said('x', 2), said('y', 3), said('z', 4), gone('z'))
      const { items } = await page(start)
      const kept = { version: 1, dead: false, asOfSeq: null }
      expect(items).toEqual([
        { ...kept, key: 'x', body: { n: 2 } },
        { ...kept, key: 'y', body: { n: 3 } },
      ])
      expect((await at().content()).feed.map(({ key, dead }) => [key, dead])).toEqual([
        ['x', false],
        ['y', false],
        ['z', true],
      ])
    })

    test('keeps up to which entry the locker was known, and forgets it with the next word', async () => {
      await write({ ...said('x'), asOfSeq: 7, expiresAt: at().clock.now() }, said('y'))
      const seqs = async () => (await page(start)).items.map(({ asOfSeq }) => asOfSeq)
      expect(await seqs()).toEqual([7, null])
      await write(said('x'))
      expect(await seqs()).toEqual([null, null])
    })

    test('that is rolled back moves nothing', async () => {
      await write(said('x'))
      const before = await at().content()
      const failing = at().store.transact(async (tx) => {
        await tx.writeFeed([said('x', 2), said('y', 1, 't')], at().clock.now())
        throw new Error('no')
      })
      await expect(failing).rejects.toThrow('no')
      expect(await at().content()).toEqual(before)
    })
  })

  describe('a page', () => {
    test('of a stream that nobody has written is empty and asks for nothing', async () => {
      const empty = { ...start, epoch: '', head: 0, reset: false, items: [] }
      expect(await page(start)).toEqual(empty)
      expect(shown(await page({ ...start, cursor: 3 }))).toMatchObject({ cursor: 0, reset: true })
      expect(shown(await page({ ...start, epoch: 'old' }))).toMatchObject({ reset: true })
    })

    test('brings what is new after its cursor, by version and key, tombstones too', async () => {
      await versions(['b', 'a', 'c'], ['x'], ['-c', 'a'])
      expect(await after(0)).toEqual({
        head: 3,
        cursor: 3,
        reset: false,
        items: ['b 1', 'x 2', 'a 3', '-c 3'],
      })
      expect(await after(2)).toMatchObject({ items: ['a 3', '-c 3'] })
      expect(await after(3)).toMatchObject({ items: [], reset: false, cursor: 3 })
    })

    test.each([
      [1, ['a 1', 'b 1'], 1],
      [2, ['a 1', 'b 1'], 1],
      [3, ['a 1', 'b 1', 'c 2'], 2],
      [4, ['a 1', 'b 1', 'c 2'], 2],
      [5, ['a 1', 'b 1', 'c 2', 'd 3', 'e 3'], 3],
      [6, ['a 1', 'b 1', 'c 2', 'd 3', 'e 3', 'f 4'], 4],
    ])('of %d never cuts a version in two', async (limit, items, cursor) => {
      await versions(['a', 'b'], ['c'], ['d', 'e'], ['f'])
      expect(await after(0, limit)).toEqual({ head: 4, cursor, reset: false, items })
    })

    test('reaches to the head when what is left fits, even if the last words were taken back', async () => {
      await versions(['a'], ['b'], ['-b'])
      expect(await after(0, 2)).toMatchObject({ cursor: 3, items: ['a 1', '-b 3'] })
      expect(shown(await page(start, 1))).toMatchObject({ reset: true, cursor: 3, items: ['a 1'] })
    })
  })

  describe('a snapshot', () => {
    test('is what a reader gets of another epoch, from the future, or from nowhere', async () => {
      await versions(['a', 'b'], ['-a'])
      const snapshot = { head: 2, cursor: 2, reset: true, items: ['b 1'] }
      expect(shown(await page(start))).toEqual(snapshot)
      expect(shown(await page({ ...start, epoch: 'another', cursor: 1 }))).toEqual(snapshot)
      expect(await after(3)).toEqual(snapshot)
    })

    test('leaves tombstones to the pages after its first', async () => {
      await versions(['a'], ['b'], ['c'], ['-a'], ['d'])
      const first = await page(start, 2)
      expect(shown(first)).toEqual({ head: 5, cursor: 3, reset: true, items: ['b 2', 'c 3'] })
      expect(await after(first.cursor, 2)).toMatchObject({ items: ['-a 4', 'd 5'], reset: false })
    })

    test('is begun anew after a restore, in a new epoch each time', async () => {
      await versions(['a'])
      const before = await page(start)
      await at().renewEpochs()
      const renewed = await page(before)
      expect(shown(renewed)).toEqual({ head: 1, cursor: 1, reset: true, items: ['a 1'] })
      expect(renewed.epoch).not.toBe(before.epoch)
    })
  })

  describe('tombstones that are forgotten', () => {
    test('send readers from before the last of them to a snapshot, and no others', async () => {
      await versions(['a', 'b'], ['-a'], ['c'])
      await at().compact()
      expect((await at().content()).streams).toEqual([{ stream: 's', head: 3, floor: 2 }])
      expect(await after(1)).toMatchObject({ reset: true, items: ['b 1', 'c 3'] })
      expect(await after(2)).toMatchObject({ reset: false, items: ['c 3'] })
    })

    test('let the first page of a snapshot reach to the floor, however small it is', async () => {
      await versions(['a'], ['b'], ['c', 'x'], ['-x'], ['d'], ['e'])
      await at().compact()
      const first = await page(start, 1)
      expect(shown(first)).toEqual({
        head: 6,
        cursor: 4,
        reset: true,
        items: ['a 1', 'b 2', 'c 3'],
      })
      expect(await after(4, 1)).toMatchObject({ reset: false, items: ['d 5'] })
    })

    test('leave the floor where it is when there are none, and a key can live again', async () => {
      await versions(['a'], ['-a'])
      await at().compact()
      await versions(['a'])
      await at().compact()
      expect((await at().content()).streams).toEqual([{ stream: 's', head: 3, floor: 2 }])
      expect(await after(2)).toMatchObject({ items: ['a 3'] })
    })
  })
})
