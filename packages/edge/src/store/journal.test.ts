import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { EntryBody } from '@cubby/domain/journal/entries'
import { evolve } from '@cubby/domain/kernel/evolve'
import { freshLocker } from '@cubby/domain/kernel/state'
import { days, type Instant, instant, later, millis } from '@cubby/kit/clock'
import { limits } from '@cubby/kit/limits'
import { seededIds } from '@cubby/testing/seeded-ids'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { SqliteDisk } from './sqlite-disk.ts'
import { Journal } from './journal.ts'

const ids = seededIds('journal')
const boot = ids.mint('bot')
const cell = ids.mint('cel')
const stampAt = (at: Instant) => ({ at, boot, mono: millis(0), synced: true })
const opened: EntryBody = { type: 'door.forced', cell, side: 'front' }
const closed: EntryBody = { type: 'door.closed', cell, side: 'front', item: null }

let dir = ''
let path = ''
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'cubby-journal-'))
  path = join(dir, 'edge.sqlite')
})
afterEach(() => rmSync(dir, { recursive: true, force: true }))

/** One life of the program: opens the journal, works, and lets go of the file. */
function life<T>(work: (journal: Journal, disk: SqliteDisk) => T): T {
  using disk = new SqliteDisk({ path })
  return work(new Journal(disk, ids), disk)
}

const seqsIn = (journal: Journal) => journal.after(0, 10_000).map(({ seq }) => seq)
const upTo = (last: number) => Array.from({ length: last }, (_, i) => i + 1)

/**
 * Goal: whatever the moments of restart, the journal is the full story with no hole in it.
 * Method: write a random number of entries per life, end that life, begin the next one.
 */
test('restarts never leave a hole or a duplicate', () => {
  fc.assert(
    fc.property(fc.array(fc.nat({ max: 5 }), { maxLength: 6 }), (entriesPerLife) => {
      rmSync(path, { force: true })
      let written = 0
      for (const count of entriesPerLife)
        life((journal) => {
          for (let i = 0; i < count; i++) journal.append([opened], stampAt(instant(++written)))
        })
      expect(life(seqsIn)).toEqual(upTo(written))
    }),
    { numRuns: 15 },
  )
})

/**
 * Goal: what was acknowledged is there after the power went, and what was not is there whole or not at all.
 * Method: a child process kills itself with SIGKILL at named points around the commit, life after life.
 */
describe('the power goes', () => {
  const program = fileURLToPath(
    new URL('../../../testing/src/edge/journal-writer.ts', import.meta.url),
  )
  const lifeOf = (batches: number, point: string) =>
    new Promise<number>((resolve) =>
      execFile(process.execPath, [program, path, String(batches), point], (_error, stdout) =>
        resolve(Number(stdout.trim().split('\n').at(-1))),
      ),
    )

  test.each([
    ['before-begin', 0],
    ['after-begin', 0],
    ['before-commit', 0],
    ['after-commit', 3],
  ] as const)('%s: the last batch is there with %i entries', async (point, kept) => {
    const acknowledged = await lifeOf(3, point)
    expect(acknowledged).toBe(6)
    expect(life(seqsIn)).toEqual(upTo(6 + kept))
    await lifeOf(2, point)
    expect(life(seqsIn)).toEqual(upTo(6 + kept + 3 + kept))
  })
})

describe('a journal', () => {
  test('keeps its name from one life to the next, and a new file has a new one', () => {
    const first = life((journal) => journal.id)
    expect(life((journal) => journal.id)).toBe(first)
    rmSync(path)
    expect(life((journal) => journal.id)).not.toBe(first)
  })

  test('is readable by its owner only', () => {
    life(() => {})
    expect(statSync(path).mode & 0o777).toBe(0o600)
  })

  test('has one writer at a time', () => {
    life(() => {
      expect(() => new SqliteDisk({ path })).toThrow('another program')
    })
  })

  test('folds to the same state with a snapshot as without', () => {
    const bodies = Array.from({ length: 40 }, (_, i) => (i % 2 ? closed : opened))
    const whole = life((journal) => {
      let state = freshLocker
      for (const [i, body] of bodies.entries()) {
        for (const entry of journal.append([body], stampAt(instant(i))))
          state = evolve(state, entry)
        if (i === 25) journal.saveSnapshot(state)
      }
      return state
    })
    expect(life((journal) => journal.fold())).toEqual(whole)
  })

  test('forgets only what the server has for good, is old, and is in the snapshot', () => {
    const now = later(instant(0), days(400))
    const old = instant(now - limits.journalKeptAtLeast - 1)
    life((journal) => {
      for (let i = 0; i < 12; i++) journal.append(Array<EntryBody>(100).fill(opened), stampAt(old))
      journal.append(Array<EntryBody>(1_000).fill(opened), stampAt(now))
      journal.acknowledge({ receivedThrough: 1_100, durableThrough: 150 })
      expect(journal.prune(now)).toBe(0)
      journal.saveSnapshot({ ...freshLocker, seq: 2_200 })
      expect(journal.prune(now)).toBe(150)
      expect(seqsIn(journal)[0]).toBe(151)
    })
    expect(life((journal) => journal.fold().seq)).toBe(2_200)
  })

  test('remembers what the server said, also when it says less than before', () => {
    life((journal) => journal.acknowledge({ receivedThrough: 9, durableThrough: 8 }))
    life((journal) => journal.acknowledge({ receivedThrough: 3, durableThrough: 3 }))
    expect(life((journal) => journal.acknowledged)).toEqual({
      receivedThrough: 3,
      durableThrough: 3,
    })
  })
})

describe('a damaged journal is not believed', () => {
  test.each([
    ['a changed entry', `update entry set at = 77 where seq = 5`],
    ['a missing entry', `delete from entry where seq = 5`],
    ['an entry that is no JSON', `update entry set body = '{' where seq = 5`],
    ['a lost end behind the snapshot', `delete from entry where seq > 5`],
    ['a lost beginning', `delete from entry where seq < 3; delete from snapshot`],
  ])('%s', (_name, statement) => {
    life((journal, disk) => {
      for (let i = 0; i < 10; i++) journal.append([opened], stampAt(instant(i)))
      journal.saveSnapshot({ ...freshLocker, seq: 10 })
      disk.sqlite.exec(statement)
    })
    expect(() => life((journal) => journal.fold())).toThrow(
      expect.objectContaining({ code: 'journal/damaged' }),
    )
  })

  test('nor a file that is none', async () => {
    const { writeFileSync } = await import('node:fs')
    writeFileSync(path, 'not a database, but long enough to look like one'.repeat(100))
    expect(() => new SqliteDisk({ path })).toThrow(
      expect.objectContaining({ code: 'journal/damaged' }),
    )
  })
})

test('a full disk refuses the whole batch and leaves the chain where it was', () => {
  life((journal, disk) => {
    journal.append([opened], stampAt(instant(1)))
    const { page_count: pages } = disk.sqlite.prepare('pragma page_count').get() as {
      page_count: number
    }
    disk.sqlite.exec(`pragma max_page_count = ${pages}`)
    const many = Array<EntryBody>(500).fill(opened)
    expect(() => journal.append(many, stampAt(instant(2)))).toThrow(
      expect.objectContaining({ code: 'journal/disk-full' }),
    )
    expect(seqsIn(journal)).toEqual([1])
    disk.sqlite.exec('pragma max_page_count = 1000000')
    journal.append(many, stampAt(instant(3)))
  })
  expect(life(seqsIn)).toEqual(upTo(501))
})
