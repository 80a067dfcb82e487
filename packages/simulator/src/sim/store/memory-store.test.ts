import { noDifference } from '@cubby/server/store/difference'
import type { StoreTransaction } from '@cubby/server/store/store'
import { morning } from '@cubby/testing/kernel/builders'
import { describe, expect, test } from 'vitest'
import { aCourierRow, anAlarm } from './conformance/samples.ts'
import { readingsOf } from './memory-ports.ts'
import { MemoryStore, PassingFailure } from './memory-store.ts'

const rings = (tx: StoreTransaction, number: number) =>
  tx.save({ ...noDifference(), alarms: [anAlarm(number)] }, morning)
const causes = ({ tables }: MemoryStore) =>
  [...tables.alarms.values()].map(({ dedupeKey }) => dedupeKey)
const says = (tx: StoreTransaction, key: string) =>
  tx.writeFeed([{ stream: 's', key, body: {} }], morning)

describe('transactions on the store in memory', () => {
  test('run one after another, in the order in which they were asked for', async () => {
    const memory = new MemoryStore()
    const [one, other] = [memory.connect(), memory.connect()]
    const gate = Promise.withResolvers<void>()
    const steps: string[] = []
    const slow = one.transact(async (tx) => {
      steps.push('one begins')
      await gate.promise
      await rings(tx, 1)
      steps.push('one ends')
    })
    const quick = other.transact(async (tx) => {
      steps.push(`other sees ${causes(memory).join()}`)
      await rings(tx, 2)
    })
    const change = memory.change(() => steps.push(`last sees ${causes(memory).join()}`))
    gate.resolve()
    await Promise.all([slow, quick, change])
    expect(steps).toEqual([
      'one begins',
      'one ends',
      'other sees alarm 1',
      'last sees alarm 1,alarm 2',
    ])
  })

  test('go on after one that failed, which leaves nothing', async () => {
    const memory = new MemoryStore()
    const store = memory.connect()
    const failing = store.transact(async (tx) => {
      await rings(tx, 1)
      throw new TypeError('a fault')
    })
    const next = store.transact((tx) => rings(tx, 2))
    await expect(failing).rejects.toThrow('a fault')
    await next
    expect(causes(memory)).toEqual(['alarm 2'])
  })

  test('are never seen by readings before their commit', async () => {
    const memory = new MemoryStore()
    const readings = readingsOf(memory)
    const gate = Promise.withResolvers<void>()
    const work = memory.connect().transact(async (tx) => {
      await says(tx, 'k')
      await gate.promise
      throw new TypeError('a fault')
    })
    const page = readings.pageAfter({ stream: 's', epoch: null, cursor: 0 })
    gate.resolve()
    await expect(work).rejects.toThrow('a fault')
    expect(await page).toMatchObject({ head: 0, items: [] })
  })

  test('are over when they have answered: what their program still tries is refused', async () => {
    const memory = new MemoryStore()
    const kept: StoreTransaction[] = []
    await memory.connect().transact(async (tx) => kept.push(tx))
    const late = kept.map((tx) => rings(tx, 1))
    await expect(Promise.all(late)).rejects.toThrow(PassingFailure)
    expect(causes(memory)).toEqual([])
  })

  test('in which something was refused are refused as a whole, and that does not pass', async () => {
    const memory = new MemoryStore()
    const store = memory.connect()
    const work = store.transact(async (tx) => {
      await rings(tx, 1)
      await tx.addCourier(aCourierRow(1)).catch(() => {})
    })
    const error: unknown = await work.catch((thrown: unknown) => thrown)
    expect(store.isPassing(error)).toBe(false)
    expect(causes(memory)).toEqual([])
  })
})

describe('a small change', () => {
  test('happens wholly or not at all, and the next one goes on', async () => {
    const memory = new MemoryStore()
    const { tables } = memory
    const failing = memory.change(() => {
      tables.nonces.set('a', morning)
      throw new TypeError('a fault')
    })
    await expect(failing).rejects.toThrow('a fault')
    await memory.change(() => tables.nonces.set('b', morning))
    expect([...tables.nonces.copy().keys()]).toEqual(['b'])
  })

  test('counts as a commit', async () => {
    const memory = new MemoryStore()
    let commits = 0
    memory.onCommit = () => void commits++
    await memory.change(() => {})
    await memory.connect().transact((tx) => rings(tx, 1))
    await memory
      .connect()
      .transact(() => Promise.reject(new TypeError('a fault')))
      .catch(() => {})
    expect(commits).toBe(2)
  })
})

describe('a process that dies', () => {
  /** A process in the middle of a transaction that never ends; `dies` is its end. */
  async function midway(memory: MemoryStore) {
    const begun = Promise.withResolvers<StoreTransaction>()
    let isOver = false
    const store = memory.connect({}, () => isOver)
    const work = store.transact(async (tx) => {
      await rings(tx, 1)
      await says(tx, 'k')
      begun.resolve(tx)
      await new Promise(() => {})
    })
    void work.catch(() => {})
    const tx = await begun.promise
    const dies = () => {
      isOver = true
      memory.dropped()
    }
    return { store, tx, dies }
  }

  test('leaves nothing of what it had begun, and gives its place free', async () => {
    const memory = new MemoryStore()
    const { dies } = await midway(memory)
    const next = memory.connect().transact((tx) => rings(tx, 2))
    dies()
    await next
    expect(causes(memory)).toEqual(['alarm 2'])
    expect(memory.tables.streams.size).toBe(0)
  })

  test('does nothing any more, whatever its program still tries', async () => {
    const memory = new MemoryStore()
    const { store, tx, dies } = await midway(memory)
    dies()
    await expect(rings(tx, 3)).rejects.toThrow(PassingFailure)
    await expect(store.transact((again) => rings(again, 4))).rejects.toThrow(PassingFailure)
    expect(causes(memory)).toEqual([])
  })

  test('takes back nothing of those who came after it', async () => {
    const memory = new MemoryStore()
    const { dies } = await midway(memory)
    dies()
    await memory.connect().transact((tx) => rings(tx, 2))
    memory.dropped()
    expect(causes(memory)).toEqual(['alarm 2'])
  })

  test('while it waits for its turn never has one', async () => {
    const memory = new MemoryStore()
    const gate = Promise.withResolvers<void>()
    const first = memory.connect().transact(() => gate.promise)
    let isOver = false
    const waiting = memory.connect({}, () => isOver).transact((tx) => rings(tx, 1))
    isOver = true
    memory.dropped()
    gate.resolve()
    await first
    await expect(waiting).rejects.toThrow(PassingFailure)
    expect(causes(memory)).toEqual([])
  })

  test('between its work and the commit has not committed', async () => {
    const memory = new MemoryStore()
    const atWork = Promise.withResolvers<void>()
    let isOver = false
    const takesTime = () => {
      atWork.resolve()
      return new Promise<void>(() => {})
    }
    void memory.connect({ takesTime }, () => isOver).transact((tx) => rings(tx, 1))
    await atWork.promise
    isOver = true
    memory.dropped()
    expect(await memory.change(() => causes(memory))).toEqual([])
  })

  test('is not any other that works at this moment', async () => {
    const memory = new MemoryStore()
    const gate = Promise.withResolvers<void>()
    const work = memory.connect().transact(async (tx) => {
      await rings(tx, 1)
      await gate.promise
    })
    memory.dropped()
    gate.resolve()
    await work
    expect(causes(memory)).toEqual(['alarm 1'])
  })
})

describe('a connection that is cut', () => {
  const cutAt = (where: 'before' | 'after') => ({
    atCommit: (moment: 'before' | 'after') => {
      if (moment === where) throw new PassingFailure(`cut ${moment} the commit`)
    },
  })

  test.each([
    ['before', []],
    ['after', ['alarm 1']],
  ] as const)('%s the commit leaves %j, and nobody is told which', async (where, left) => {
    const memory = new MemoryStore()
    let commits = 0
    memory.onCommit = () => void commits++
    const store = memory.connect(cutAt(where))
    const error: unknown = await store.transact((tx) => rings(tx, 1)).catch((why: unknown) => why)
    expect(store.isPassing(error)).toBe(true)
    expect([causes(memory), commits]).toEqual([left, left.length])
  })

  test.each(['before', 'after'] as const)('%s the commit holds nobody up', async (where) => {
    const memory = new MemoryStore()
    const cut = memory.connect(cutAt(where)).transact((tx) => rings(tx, 1))
    const next = memory.connect().transact((tx) => rings(tx, 2))
    await expect(cut).rejects.toThrow(PassingFailure)
    await next
    expect(causes(memory)).toContain('alarm 2')
  })
})

test('a backup that is put back is all that there is', async () => {
  const memory = new MemoryStore()
  const store = memory.connect()
  await store.transact((tx) => rings(tx, 1))
  await store.transact((tx) => says(tx, 'k'))
  const backup = memory.tables.backup()
  await store.transact((tx) => rings(tx, 2))
  await store.transact((tx) => says(tx, 'l'))
  await memory.change(() => memory.tables.restore(backup))
  expect(causes(memory)).toEqual(['alarm 1'])
  const page = await readingsOf(memory).pageAfter({ stream: 's', epoch: null, cursor: 0 })
  expect(page).toMatchObject({ head: 1, items: [{ key: 'k' }] })
  await store.transact((tx) => says(tx, 'm'))
  await memory.change(() => memory.tables.restore(backup))
  expect(memory.tables.feedOf('s').size).toBe(1)
})
