import type { EdgeDisk } from '@cubby/edge/store/edge-disk'
import { AppError } from '@cubby/kit/app-error'
import { instant } from '@cubby/kit/clock'
import { anId } from '@cubby/testing/kernel/builders'
import { describe, expect, test } from 'vitest'
import {
  aCursor,
  anItem,
  aRow,
  code,
  contentOf,
  openedAt,
  places,
  seqsIn,
  thrown,
} from './places.ts'

const enrolled = {
  locker: anId('lck', 1),
  lockerKey: '11',
  directoryKey: '22',
  signingKeys: { k1: 'pem' },
}

/** One of everything. */
function writeAll(disk: EdgeDisk, mark: string) {
  disk.setMeta('a', mark)
  disk.entries.insert(aRow((disk.entries.ends()?.last ?? 0) + 1))
  disk.saveSnapshot({ seq: 1, format: 1, state: mark })
  disk.saveAcknowledged({ receivedThrough: mark.length, durableThrough: 0 })
  disk.saveIdentity({ privatePem: mark, enrolled: null })
  disk.feed.put(anItem('parcel:1', { body: mark }), 1)
  disk.feed.put(anItem(`parcel:${mark}`), 1)
  disk.feed.saveCursor(aCursor('network', { epoch: mark }))
  disk.payments.begin({ id: `pay_${mark}`, terminal: 'zvt', begun: mark })
}

describe.each(places)('%s', (_name, lay) => {
  const opened = () => openedAt(lay)

  describe('from one life to the next', () => {
    test('holds nothing at first', () => {
      using at = opened()
      expect(contentOf(at.disk)).toEqual({
        meta: [null, null, null, null],
        entries: [],
        ends: null,
        snapshot: null,
        acknowledged: null,
        identity: null,
        items: [],
        cursors: [],
        payments: [null, null],
      })
    })

    test('keeps everything, also what was written lightly', () => {
      using at = opened()
      writeAll(at.disk, 'first')
      at.disk.lightTransaction(() => writeAll(at.disk, 'second'))
      const before = contentOf(at.disk)
      expect(contentOf(at.reopened())).toEqual(before)
      expect(before.entries).toHaveLength(2)
    })

    test('lets one program in at a time', () => {
      using at = opened()
      expect(thrown(() => at.place.open())).toEqual(code('config/invalid'))
      writeAll(at.disk, 'still mine')
      at.reopened()
    })

    test('does nothing for a program that closed it', () => {
      using at = opened()
      at.reopened()
      const { disk } = at
      const uses = [
        () => disk.meta('a'),
        () => disk.setMeta('a', '1'),
        () => disk.entries.after(0, 1),
        () => disk.entries.insert(aRow(1)),
        () => disk.feed.items(),
        () => disk.feed.saveCursor(aCursor('network')),
        () => disk.payments.open(),
        () => disk.payments.finish('pay_1', '{}'),
        () => disk.transaction(() => 1),
        () => disk.lightTransaction(() => 1),
        () => disk.checkpoint(),
      ]
      expect(uses.filter((use) => thrown(use) === null)).toEqual([])
    })

    test('is the same after a checkpoint', () => {
      using at = opened()
      writeAll(at.disk, 'kept')
      const before = contentOf(at.disk)
      at.disk.checkpoint()
      expect(contentOf(at.disk)).toEqual(before)
    })
  })

  describe.each(['transaction', 'lightTransaction'] as const)('a %s', (kind) => {
    test('gives what its work gives, and its writes are there', () => {
      using at = opened()
      const result = at.disk[kind](() => {
        writeAll(at.disk, 'done')
        return at.disk.meta('a')
      })
      expect(result).toBe('done')
      expect(contentOf(at.reopened())).toMatchObject({ meta: [null, 'done', null, null] })
    })

    test('that fails leaves everything as it was, and throws what its work threw', () => {
      using at = opened()
      writeAll(at.disk, 'before')
      const before = contentOf(at.disk)
      const fault = new AppError('link/gap', 'of the work itself')
      const failing = () =>
        at.disk[kind](() => {
          writeAll(at.disk, 'never')
          at.disk.feed.remove('network', 'parcel:1')
          at.disk.feed.dropStream('network')
          at.disk.entries.prune(1, instant(1e12))
          throw fault
        })
      expect(thrown(failing)).toBe(fault)
      expect(contentOf(at.disk)).toEqual(before)
      at.disk[kind](() => writeAll(at.disk, 'after'))
      expect(contentOf(at.reopened()).meta[1]).toBe('after')
    })

    test('with an entry that is there already fails as a whole', () => {
      using at = opened()
      at.disk.entries.insert(aRow(1))
      const twice = () =>
        at.disk[kind](() => {
          at.disk.entries.insert(aRow(2))
          at.disk.entries.insert(aRow(1))
        })
      expect(thrown(twice)).toEqual(code('journal/damaged'))
      expect(seqsIn(at.disk)).toEqual([1])
    })

    test('whose work overcomes a failed write keeps the rest', () => {
      using at = opened()
      at.disk[kind](() => {
        at.disk.entries.insert(aRow(1))
        thrown(() => at.disk.entries.insert(aRow(1)))
        at.disk.entries.insert(aRow(2))
      })
      expect(seqsIn(at.reopened())).toEqual([1, 2])
    })

    test.each(['transaction', 'lightTransaction'] as const)('has no %s inside', (inner) => {
      using at = opened()
      const nested = () =>
        at.disk[kind](() => {
          at.disk.setMeta('a', 'outer')
          at.disk[inner](() => at.disk.setMeta('b', 'inner'))
        })
      expect(String(thrown(nested))).toContain('a transaction inside a transaction')
      expect(contentOf(at.disk).meta).toEqual([null, null, null, null])
    })
  })

  describe('facts', () => {
    test('are what was said last, in any text', () => {
      using at = opened()
      for (const value of ['first', '', 'Łódź 📦 مرحبا', `'; drop table meta; --`]) {
        at.disk.setMeta('a', value)
        expect(at.disk.meta('a')).toBe(value)
      }
      expect(at.disk.meta('b')).toBeNull()
    })

    test('of a snapshot are those of the last one', () => {
      using at = opened()
      at.disk.saveSnapshot({ seq: 5, format: 1, state: '{"seq":5}' })
      at.disk.saveSnapshot({ seq: 3, format: 2, state: '{"seq":3}' })
      expect(at.reopened().snapshot()).toEqual({ seq: 3, format: 2, state: '{"seq":3}' })
    })

    test('of the server may go back', () => {
      using at = opened()
      at.disk.saveAcknowledged({ receivedThrough: 9, durableThrough: 8 })
      at.disk.saveAcknowledged({ receivedThrough: 2, durableThrough: 1 })
      expect(at.reopened().acknowledged()).toEqual({ receivedThrough: 2, durableThrough: 1 })
    })

    test('of the identity begin with a key and grow by an enrolment', () => {
      using at = opened()
      at.disk.saveIdentity({ privatePem: 'pem', enrolled: null })
      expect(at.disk.identity()).toEqual({ privatePem: 'pem', enrolled: null })
      at.disk.saveIdentity({ privatePem: 'pem', enrolled })
      expect(at.reopened().identity()).toEqual({ privatePem: 'pem', enrolled })
    })

    test('are not changed by who handed them in, nor by who got them', () => {
      using at = opened()
      const acknowledged = { receivedThrough: 1, durableThrough: 1 }
      const signingKeys: Record<string, string> = { k1: 'pem' }
      at.disk.saveAcknowledged(acknowledged)
      at.disk.saveIdentity({ privatePem: 'pem', enrolled: { ...enrolled, signingKeys } })
      acknowledged.receivedThrough = 99
      signingKeys['k2'] = 'forged'
      Object.assign(at.disk.acknowledged() ?? {}, { durableThrough: 99 })
      Object.assign(at.disk.identity() ?? {}, { privatePem: 'other' })
      expect(at.disk.acknowledged()).toEqual({ receivedThrough: 1, durableThrough: 1 })
      expect(at.disk.identity()).toEqual({ privatePem: 'pem', enrolled })
    })
  })
})
