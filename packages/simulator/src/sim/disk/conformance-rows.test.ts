import { AppError } from '@cubby/kit/app-error'
import { instant } from '@cubby/kit/clock'
import { describe, expect, test } from 'vitest'
import { aCursor, anItem, aRow, code, openedAt, places, seqsIn, thrown } from './places.ts'

describe.each(places)('the entries on %s', (_name, lay) => {
  /** A disk with entries of these times, numbered from 1. */
  const withTimes = (times: readonly number[]) => {
    const at = openedAt(lay)
    const { entries } = at.disk
    at.disk.transaction(() => times.forEach((time, i) => entries.insert(aRow(i + 1, { at: time }))))
    return { ...at, entries }
  }

  test('come in order, from where one asks and as many as one asks for', () => {
    using at = withTimes([50, 40, 60, 10, 20])
    expect(at.entries.ends()).toEqual({ first: 1, last: 5 })
    expect(at.entries.after(0, 2).map(({ seq }) => seq)).toEqual([1, 2])
    expect(at.entries.after(2, 2).map(({ seq }) => seq)).toEqual([3, 4])
    expect(at.entries.after(4, 10).map(({ seq }) => seq)).toEqual([5])
    expect(at.entries.after(5, 10)).toEqual([])
    expect(at.entries.after(0, 0)).toEqual([])
  })

  test('come back as they were written', () => {
    using at = withTimes([])
    const body = { type: 'x', text: 'Łódź 📦 "q"', list: [1, null, { deep: true }], n: 0.1 }
    const row = aRow(2, { at: 1_772_409_600_000, body })
    at.entries.insert(row)
    expect(at.entries.after(0, 1)).toEqual([{ ...row, body }])
  })

  test('are not changed by who handed them in', () => {
    using at = withTimes([])
    const row = aRow(1)
    at.entries.insert(row)
    const before = at.entries.after(0, 1)
    Object.assign(row, { hash: 'forged', body: '{}' })
    expect(at.entries.after(0, 1)).toEqual(before)
  })

  test('say so when a body cannot be read, and the others still can', () => {
    using at = withTimes([])
    at.entries.insert({ ...aRow(1), body: '{"type":' })
    at.entries.insert(aRow(2))
    expect(thrown(() => at.entries.after(0, 9))).toEqual(code('journal/damaged'))
    expect(at.entries.after(1, 9)).toHaveLength(1)
  })

  test.each([
    ['all that is old', [10, 20, 30], 3, 100, 3],
    ['no more than through the bound', [10, 20, 30], 2, 100, 2],
    ['nothing that is young', [10, 20, 30], 3, 20, 1],
    ['nothing when the first is young', [90, 20, 30], 3, 50, 0],
    ['nothing behind a clock that was ahead for a moment', [10, 90, 30, 40], 4, 50, 1],
    ['what stands before a clock that was behind', [10, 60, 5, 70], 4, 65, 3],
    ['nothing of an empty journal', [], 5, 100, 0],
    ['nothing through zero', [10], 0, 100, 0],
  ])('are pruned: %s', (_case, times, through, before, pruned) => {
    using at = withTimes(times)
    expect(at.entries.prune(through, instant(before))).toBe(pruned)
    expect(seqsIn(at.disk)).toEqual(times.map((_, i) => i + 1).slice(pruned))
    const last = times.length
    expect(at.entries.ends()).toEqual(pruned < last ? { first: pruned + 1, last } : null)
  })

  test('that were pruned come back with a rollback', () => {
    using at = withTimes([10, 20, 30, 40])
    const failing = () =>
      at.disk.transaction(() => {
        at.entries.prune(2, instant(100))
        at.entries.insert(aRow(5))
        at.entries.prune(3, instant(100))
        throw new AppError('link/gap', 'of the work itself')
      })
    expect(thrown(failing)).toEqual(code('link/gap'))
    expect(seqsIn(at.disk)).toEqual([1, 2, 3, 4])
  })
})

describe.each(places)('the feed on %s', (_name, lay) => {
  const opened = () => {
    const at = openedAt(lay)
    return { ...at, feed: at.disk.feed }
  }

  test('gives its items by stream and key', () => {
    using at = opened()
    for (const [stream, key] of [
      ['b', '2'],
      ['a', '9'],
      ['b', '1'],
      ['a', '10'],
    ] as const)
      at.feed.put(anItem(key, { stream }), 0)
    expect(at.feed.items().map(({ stream, key }) => stream + key)).toEqual([
      'a10',
      'a9',
      'b1',
      'b2',
    ])
  })

  test('replaces an item, and keeps one of the same key in another stream', () => {
    using at = opened()
    at.feed.put(anItem('k', { stream: 'other' }), 0)
    at.feed.put(anItem('k', { body: { old: 1 } }), 0)
    const newer = anItem('k', { version: 4, asOfSeq: 0, body: { list: ['ü'] } })
    at.feed.put(newer, 0)
    expect(at.feed.items()).toEqual([newer, anItem('k', { stream: 'other' })])
    expect(at.feed.versionOf('network', 'k')).toBe(4)
    expect(at.feed.versionOf('network', 'unknown')).toBeNull()
  })

  test('is not changed by who handed an item in, nor by who got it', () => {
    using at = opened()
    const body = { price: 1 }
    const cursor = aCursor('network')
    at.feed.put(anItem('k', { body }), 0)
    at.feed.saveCursor(cursor)
    body.price = 2
    cursor.cursor = 99
    for (const item of at.feed.items()) Object.assign(item, { version: 99 })
    for (const each of at.feed.cursors()) each.epoch = 'forged'
    expect(at.feed.items()).toEqual([anItem('k', { body: { price: 1 } })])
    expect(at.feed.cursors()).toEqual([aCursor('network')])
  })

  test('keeps an item without a body as null', () => {
    using at = opened()
    at.feed.put(anItem('k', { body: undefined }), 0)
    expect(at.feed.items()).toEqual([anItem('k', { body: null })])
  })

  test('removes one item and no other; one that is not there is no failure', () => {
    using at = opened()
    at.feed.put(anItem('k'), 0)
    at.feed.put(anItem('l'), 0)
    at.feed.remove('network', 'k')
    at.feed.remove('network', 'unknown')
    expect(at.feed.items()).toEqual([anItem('l')])
  })

  test('forgets what a finished snapshot did not name', () => {
    using at = opened()
    for (const key of ['gone', 'touched', 'told anew']) at.feed.put(anItem(key), 1)
    at.feed.put(anItem('gone', { stream: 'other' }), 1)
    at.feed.touch('network', 'touched', 2)
    at.feed.touch('network', 'unknown', 2)
    at.feed.put(anItem('told anew', { version: 2 }), 2)
    expect(at.feed.removeOlderThan('network', 2)).toEqual(['gone'])
    expect(at.feed.items()).toEqual([
      anItem('told anew', { version: 2 }),
      anItem('touched'),
      anItem('gone', { stream: 'other' }),
    ])
  })

  test('gives its cursors by stream, each as it was saved last', () => {
    using at = opened()
    at.feed.saveCursor(aCursor('b', { epoch: null, cursor: 0, isResetting: true, mark: 3 }))
    at.feed.saveCursor(aCursor('a', { cursor: 1 }))
    at.feed.saveCursor(aCursor('a', { cursor: 2 }))
    expect(at.feed.cursors()).toEqual([
      aCursor('a', { cursor: 2 }),
      aCursor('b', { epoch: null, cursor: 0, isResetting: true, mark: 3 }),
    ])
  })

  test('forgets a stream altogether', () => {
    using at = opened()
    for (const stream of ['a', 'b']) {
      at.feed.saveCursor(aCursor(stream))
      at.feed.put(anItem('k', { stream }), 4)
      at.feed.put(anItem('l', { stream }), 0)
    }
    expect(at.feed.dropStream('a').toSorted()).toEqual(['k', 'l'])
    expect(at.feed.dropStream('unknown')).toEqual([])
    expect(at.feed.cursors()).toEqual([aCursor('b')])
    expect(at.feed.items().map(({ stream }) => stream)).toEqual(['b', 'b'])
  })
})
