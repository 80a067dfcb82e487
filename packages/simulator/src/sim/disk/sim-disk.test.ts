import type { EntryBody } from '@cubby/domain/journal/entries'
import type { EdgeDisk } from '@cubby/edge/store/edge-disk'
import { Journal } from '@cubby/edge/store/journal'
import { instant, millis } from '@cubby/kit/clock'
import { prng } from '@cubby/kit/prng'
import { anId } from '@cubby/testing/kernel/builders'
import { seededIds } from '@cubby/testing/seeded-ids'
import { describe, expect, test } from 'vitest'
import { DeadProcess } from './open-disk.ts'
import { aCursor, anItem, aRow, code, contentOf, seqsIn, thrown } from './places.ts'
import { SimDisk } from './sim-disk.ts'

const say = (disk: EdgeDisk, value: string) => disk.transaction(() => disk.setMeta('a', value))
const whisper = (disk: EdgeDisk, value: string) =>
  disk.lightTransaction(() => disk.setMeta('a', value))
/** What the next process reads. */
const nextReads = (machine: SimDisk) => {
  using disk = machine.open()
  return disk.meta('a')
}

const doors: EntryBody[] = Array.from({ length: 5 }, (_, i) => ({
  type: 'door.forced',
  cell: anId('cel', i + 1),
  side: 'front',
}))
const stamp = { at: instant(1), boot: anId('bot', 1), mono: millis(0), synced: true }

/** A machine whose program journalled this many times five entries and closed its disk. */
function machineWith(batches: number): SimDisk {
  const machine = new SimDisk()
  using disk = machine.open()
  const journal = new Journal(disk, seededIds('faults'))
  for (let i = 0; i < batches; i++) journal.append(doors, stamp)
  return machine
}
const journalOn = (machine: SimDisk) => {
  using disk = machine.open()
  const journal = new Journal(disk, seededIds('another program'))
  return { id: journal.id, lastSeq: journal.lastSeq }
}

describe('a process that dies', () => {
  test('leaves what it committed, also lightly, and nothing of what it was at', () => {
    const machine = new SimDisk()
    const disk = machine.open()
    say(disk, 'said')
    whisper(disk, 'whispered')
    const dying = () =>
      disk.transaction(() => {
        disk.setMeta('a', 'unfinished')
        machine.crash()
      })
    expect(thrown(dying)).toBeInstanceOf(DeadProcess)
    expect(nextReads(machine)).toBe('whispered')
  })

  test('does nothing any more, whatever it still tries', () => {
    const machine = new SimDisk()
    const disk = machine.open()
    say(disk, 'said')
    machine.crash()
    using next = machine.open()
    const before = contentOf(next)
    const tries = [
      () => disk.transaction(() => 1),
      () => disk.lightTransaction(() => 1),
      () => disk.meta('a'),
      () => disk.setMeta('a', '2'),
      () => disk.entries.insert(aRow(1)),
      () => disk.entries.after(0, 1),
      () => disk.entries.ends(),
      () => disk.entries.prune(9, instant(9)),
      () => disk.snapshot(),
      () => disk.saveSnapshot({ seq: 1, format: 1, state: '' }),
      () => disk.acknowledged(),
      () => disk.saveAcknowledged({ receivedThrough: 1, durableThrough: 1 }),
      () => disk.identity(),
      () => disk.saveIdentity({ privatePem: '', enrolled: null }),
      () => disk.feed.items(),
      () => disk.feed.put(anItem('k'), 1),
      () => disk.feed.touch('network', 'k', 1),
      () => disk.feed.saveCursor(aCursor('network')),
      () => disk.feed.dropStream('network'),
      () => disk.checkpoint(),
    ]
    expect(tries.map(thrown).filter((error) => !(error instanceof DeadProcess))).toEqual([])
    expect(contentOf(next)).toEqual(before)
  })

  test('may close its disk without taking it from the next one', () => {
    const machine = new SimDisk()
    const disk = machine.open()
    machine.crash()
    using next = machine.open()
    disk[Symbol.dispose]()
    expect(thrown(() => machine.open())).toEqual(code('config/invalid'))
    say(next, 'mine')
  })
})

describe('a loss of power', () => {
  const whispering = () => {
    const machine = new SimDisk()
    const disk = machine.open()
    say(disk, 'said')
    for (const value of ['one', 'two', 'three']) whisper(disk, value)
    return { machine, disk }
  }

  test('takes light commits since the last durable one', () => {
    const { machine, disk } = whispering()
    expect(machine.unflushedCommits).toBe(3)
    machine.powerLoss()
    expect(thrown(() => disk.meta('a'))).toBeInstanceOf(DeadProcess)
    expect(nextReads(machine)).toBe('said')
    expect(machine.unflushedCommits).toBe(0)
  })

  test.each([
    [0, 'said'],
    [1, 'one'],
    [2, 'two'],
    [3, 'three'],
    [9, 'three'],
  ])('that let %i of them reach the disk leaves "%s"', (kept, left) => {
    const { machine } = whispering()
    machine.powerLoss({ kept })
    expect(nextReads(machine)).toBe(left)
  })

  test('takes nothing that a later durable commit took along', () => {
    const { machine, disk } = whispering()
    disk.transaction(() => disk.setMeta('b', 'durable'))
    machine.powerLoss()
    expect(nextReads(machine)).toBe('three')
  })

  test('is not prevented by a commit that wrote nothing', () => {
    const { machine, disk } = whispering()
    disk.transaction(() => disk.meta('a'))
    machine.powerLoss()
    expect(nextReads(machine)).toBe('said')
  })

  test('takes what a dead process had whispered, unless the next one flushed it', () => {
    const { machine } = whispering()
    machine.crash()
    machine.open()
    machine.powerLoss()
    expect(nextReads(machine)).toBe('said')
  })

  test('takes nothing from a disk that was closed in peace', () => {
    const { machine, disk } = whispering()
    disk[Symbol.dispose]()
    machine.powerLoss()
    expect(nextReads(machine)).toBe('three')
  })

  test('in the middle of a transaction leaves nothing of it', () => {
    const { machine, disk } = whispering()
    const dying = () =>
      disk.transaction(() => {
        disk.entries.insert(aRow(1))
        machine.powerLoss({ kept: 1 })
        disk.entries.insert(aRow(2))
      })
    expect(thrown(dying)).toBeInstanceOf(DeadProcess)
    using next = machine.open()
    expect(contentOf(next)).toMatchObject({ entries: [], meta: [null, 'one', null, null] })
  })
})

describe('a process that dies at a commit', () => {
  const fault = new Error('the plug')
  test.each([
    ['before', [1]],
    ['after', [1, 2]],
  ] as const)('%s it leaves entries %j', (moment, left) => {
    const machine = new SimDisk()
    const disk = machine.open()
    disk.entries.insert(aRow(1))
    machine.onCommit = (now) => {
      if (now === moment) throw fault
    }
    const dying = () => disk.transaction(() => disk.entries.insert(aRow(2)))
    expect(thrown(dying)).toBe(fault)
    expect(thrown(() => seqsIn(disk))).toBeInstanceOf(DeadProcess)
    machine.onCommit = null
    using next = machine.open()
    expect(seqsIn(next)).toEqual(left)
  })

  test.each([
    ['before', 'said'],
    ['after', 'said at last'],
  ] as const)('%s it because the power went finds "%s"', (moment, left) => {
    const machine = new SimDisk()
    const disk = machine.open()
    say(disk, 'said')
    whisper(disk, 'whispered')
    machine.onCommit = (now) => {
      if (now === moment) machine.powerLoss()
    }
    expect(thrown(() => say(disk, 'said at last'))).toBeInstanceOf(DeadProcess)
    machine.onCommit = null
    expect(nextReads(machine)).toBe(left)
  })

  test('has these moments around every durable commit that writes, and no other', () => {
    const machine = new SimDisk()
    const disk = machine.open()
    const moments: string[] = []
    machine.onCommit = (moment) => void moments.push(moment)
    whisper(disk, 'whispered')
    disk.transaction(() => disk.meta('a'))
    expect(moments).toEqual([])
    say(disk, 'said')
    disk.setMeta('a', 'by itself')
    expect(moments).toEqual(['before', 'after', 'before', 'after'])
  })
})

describe('a full disk', () => {
  test('refuses every write, changes nothing and can be read', () => {
    const machine = new SimDisk()
    using disk = machine.open()
    disk.entries.insert(aRow(1))
    const before = contentOf(disk)
    machine.fill()
    for (const kind of ['transaction', 'lightTransaction'] as const)
      expect(thrown(() => disk[kind](() => disk.entries.insert(aRow(2))))).toEqual(
        code('journal/disk-full'),
      )
    expect(thrown(() => disk.setMeta('a', 'by itself'))).toEqual(code('journal/disk-full'))
    expect(contentOf(disk)).toEqual(before)
    machine.drain()
    disk.entries.insert(aRow(2))
    expect(seqsIn(disk)).toEqual([1, 2])
  })

  test('that fills up in the middle takes the whole transaction back', () => {
    const machine = new SimDisk()
    using disk = machine.open()
    const filling = () =>
      disk.transaction(() => {
        disk.entries.insert(aRow(1))
        machine.fill()
      })
    expect(thrown(filling)).toEqual(code('journal/disk-full'))
    expect(seqsIn(disk)).toEqual([])
  })

  test('leaves the chain of the journal where it was', () => {
    const machine = machineWith(1)
    using disk = machine.open()
    const journal = new Journal(disk, seededIds('full'))
    machine.fill()
    expect(thrown(() => journal.append(doors, stamp))).toEqual(code('journal/disk-full'))
    machine.drain()
    journal.append(doors, stamp)
    disk[Symbol.dispose]()
    expect(journalOn(machine).lastSeq).toBe(10)
  })
})

describe('a disk that rots', () => {
  test.each(Array.from({ length: 20 }, (_, i) => i))('is not believed (%i)', (seed) => {
    const machine = machineWith(4)
    const seq = machine.rot(prng(`rot/${seed}`))
    expect(seq).toBeGreaterThan(0)
    expect(seq).toBeLessThanOrEqual(20)
    expect(thrown(() => journalOn(machine))).toEqual(code('journal/damaged'))
  })

  test('spares an image that was taken before, and an empty journal', () => {
    const machine = machineWith(4)
    const image = machine.image()
    machine.rot(prng('rot'))
    machine.restore(image)
    expect(journalOn(machine).lastSeq).toBe(20)
    expect(new SimDisk().rot(prng('rot'))).toBeNull()
  })
})

describe('an image', () => {
  test('holds what is durable and nothing that a loss of power would take', () => {
    const machine = new SimDisk()
    const disk = machine.open()
    say(disk, 'said')
    whisper(disk, 'whispered')
    const inside = disk.transaction(() => {
      disk.setMeta('a', 'unfinished')
      return machine.image()
    })
    expect(nextReads(new SimDisk(inside))).toBe('said')
    expect(nextReads(new SimDisk(machine.image()))).toBe('unfinished')
  })

  test('brings an old state back, as often as one likes, and ends who had it open', () => {
    const machine = machineWith(2)
    const old = machine.image()
    const disk = machine.open()
    const journal = new Journal(disk, seededIds('restored'))
    journal.append(doors, stamp)
    machine.restore(old)
    expect(thrown(() => journal.append(doors, stamp))).toBeInstanceOf(DeadProcess)
    for (let i = 0; i < 2; i++) {
      expect(journalOn(machine).lastSeq).toBe(10)
      const next = machine.open()
      new Journal(next, seededIds('restored')).append(doors, stamp)
      next.entries.prune(4, instant(9))
      next.feed.put(anItem('k'), 1)
      machine.restore(old)
    }
  })

  test('makes a second machine that believes to be the first, and goes its own way', () => {
    const machine = machineWith(2)
    const disk = machine.open()
    disk.saveIdentity({ privatePem: 'pem', enrolled: null })
    const twin = machine.clone()
    using twins = twin.open()
    expect(contentOf(twins)).toEqual(contentOf(disk))
    new Journal(twins, seededIds('twin')).append(doors, stamp)
    expect([seqsIn(disk).length, seqsIn(twins).length]).toEqual([10, 15])
  })
})

test('nobody can change what a disk gave', () => {
  const machine = machineWith(1)
  using disk = machine.open()
  const [entry] = disk.entries.after(0, 1)
  expect(thrown(() => Object.assign(entry ?? {}, { hash: 'forged' }))).toBeInstanceOf(TypeError)
  expect(thrown(() => Object.assign(entry?.body ?? {}, { side: 'rear' }))).toBeInstanceOf(TypeError)
})
