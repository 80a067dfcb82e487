import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { EdgeDisk, EntryRow, StoredItem, StreamCursor } from '@cubby/edge/store/edge-disk'
import { SqliteDisk } from '@cubby/edge/store/sqlite-disk'
import type { ErrorCode } from '@cubby/kit/app-error'
import { canonicalJson } from '@cubby/kit/canonical-json'
import { anId } from '@cubby/testing/kernel/builders'
import { expect } from 'vitest'
import { SimDisk } from './sim-disk.ts'

/** Somewhere a disk lies, to be opened again and again. */
export type Place = Disposable & { open(): EdgeDisk }

/** A file as a locker has it. */
export function sqlitePlace({ synchronous }: { synchronous: 'full' | 'off' }): Place {
  const dir = mkdtempSync(join(tmpdir(), 'cubby-disk-'))
  return {
    open: () => new SqliteDisk({ path: join(dir, 'edge.sqlite'), synchronous }),
    [Symbol.dispose]: () => rmSync(dir, { recursive: true }),
  }
}

/** The same in memory. */
export function simulatedPlace(): Place {
  const disk = new SimDisk()
  return { open: () => disk.open(), [Symbol.dispose]: () => {} }
}

/** Every kind of disk that a locker can have. */
export const places: [string, () => Place][] = [
  ['an SQLite file', () => sqlitePlace({ synchronous: 'full' })],
  ['an SQLite file without sync', () => sqlitePlace({ synchronous: 'off' })],
  ['a simulated disk', simulatedPlace],
]

/** A disk for one test. */
export function openedAt(lay: () => Place) {
  const place = lay()
  let disk = place.open()
  return {
    disk,
    place,
    reopened: () => {
      disk[Symbol.dispose]()
      disk = place.open()
      return disk
    },
    [Symbol.dispose]: () => {
      disk[Symbol.dispose]()
      place[Symbol.dispose]()
    },
  }
}

export const anItem = (key: string, over: Partial<StoredItem> = {}): StoredItem => ({
  stream: 'network',
  key,
  version: 1,
  asOfSeq: null,
  body: { key },
  ...over,
})

export const aCursor = (stream: string, over: Partial<StreamCursor> = {}): StreamCursor => ({
  stream,
  epoch: 'e1',
  cursor: 7,
  mark: 0,
  isResetting: false,
  ...over,
})

/** A row of the journal; a test names only what it is about. */
export const aRow = (seq: number, over: { at?: number; body?: unknown } = {}): EntryRow => ({
  seq,
  at: over.at ?? 1_000 * seq,
  boot: anId('bot', 1),
  mono: seq,
  synced: seq % 2 === 0,
  body: canonicalJson(over.body ?? { type: 'door.closed', cell: anId('cel', seq) }),
  hash: String(seq).padStart(64, '0'),
})

/** Everything that can be read from a disk. */
export const contentOf = (disk: EdgeDisk) => ({
  meta: ['journal', 'a', 'b', 'c'].map((key) => disk.meta(key)),
  entries: disk.entries.after(0, 10_000),
  ends: disk.entries.ends(),
  snapshot: disk.snapshot(),
  acknowledged: disk.acknowledged(),
  identity: disk.identity(),
  items: disk.feed.items(),
  cursors: disk.feed.cursors(),
  payments: [disk.payments.open(), disk.payments.last()],
})

export const seqsIn = (disk: EdgeDisk) => disk.entries.after(0, 10_000).map(({ seq }) => seq)

/** What the work throws; null when it throws nothing. */
export function thrown(work: () => unknown): unknown {
  try {
    work()
  } catch (error) {
    return error
  }
  return null
}

export const code = (expected: ErrorCode): unknown => expect.objectContaining({ code: expected })
