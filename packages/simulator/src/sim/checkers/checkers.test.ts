import { sha256 } from '@cubby/keys/digest'
import { instant, minutes } from '@cubby/kit/clock'
import { VirtualClock } from '@cubby/kit/virtual-clock'
import { GENESIS, hashAfter } from '@cubby/protocol/link/envelope'
import { anId } from '@cubby/testing/kernel/builders'
import { seededIds } from '@cubby/testing/seeded-ids'
import { beforeEach, describe, expect, test } from 'vitest'
import { MemoryStore } from '../store/memory-store.ts'
import { Cabinet } from '../world/cabinet.ts'
import { layoutNamed } from '../world/layouts.ts'
import { Ledger } from '../world/ledger.ts'
import type { Machine } from '../world/machine.ts'
import type { Observed, ToldMessage } from '../world/observed.ts'
import { CustodyChecker } from './custody-checker.ts'
import { JournalsChecker } from './journals-checker.ts'
import { MessagesChecker } from './messages-checker.ts'
import { TriesChecker } from './tries-checker.ts'

const noon = instant(Date.parse('2026-03-02T12:00:00Z'))
const locker = anId('lck', 1)
const journal = anId('jrn', 1)
// What the checkers ask of a machine, and nothing else of it.
const machine = {
  id: locker,
  name: 'M1',
  options: { wall: { offsetMs: 0, driftPpm: 0 } },
} as unknown as Machine

let broken: number[]
let clock: VirtualClock
let store: MemoryStore
const report = (invariant: number) => void broken.push(invariant)
beforeEach(() => {
  broken = []
  clock = new VirtualClock(noon)
  store = new MemoryStore()
})

describe('whoever watches the logs', () => {
  const texts = ['{"a":1}', '{"a":2}']
  const hashes = texts.map((text, i) => hashAfter(sha256, i === 0 ? GENESIS : sha(0), text))
  function sha(i: number): string {
    return hashAfter(sha256, GENESIS, texts[i] ?? '')
  }
  const write = (checker: JournalsChecker, seq: number) =>
    checker.see({
      see: 'entry',
      machine,
      journal,
      entry: { seq, hash: hashes[seq - 1], body: { type: 'device.started' } },
    } as unknown as Observed)
  const keep = (seq: number, hash = hashes[seq - 1] ?? '') => {
    const text = texts[seq - 1] ?? ''
    const body = { type: 'device.started' }
    store.tables.entries.push(`${locker} ${journal}`, {
      seq,
      at: noon,
      synced: true,
      body,
      text,
      hash,
      receivedAt: noon,
      order: seq,
    })
  }
  const acknowledge = (checker: JournalsChecker, durableThrough: number) =>
    checker.see({ see: 'acknowledged', machine, journal, receivedThrough: 2, durableThrough })

  test('is content with a prefix', () => {
    const checker = new JournalsChecker({ clock, store, report })
    write(checker, 1)
    write(checker, 2)
    keep(1)
    checker.afterCommit()
    acknowledge(checker, 1)
    checker.atRest()
    expect(broken).toEqual([])
  })

  test('finds an entry that no disk ever held, and one whose text was not what was hashed', () => {
    const checker = new JournalsChecker({ clock, store, report })
    write(checker, 1)
    keep(1, 'f'.repeat(64))
    checker.afterCommit()
    expect(broken).toEqual([2, 2])
  })

  test('finds a promise that was given too early, and one that came to nothing', () => {
    const checker = new JournalsChecker({ clock, store, report })
    write(checker, 1)
    write(checker, 2)
    keep(1)
    acknowledge(checker, 2)
    expect(broken).toEqual([1])
    checker.atRest()
    expect(broken).toEqual([1, 1])
  })
})

describe('whoever watches the gateway', () => {
  const told = (over: Partial<ToldMessage>): Observed => ({
    see: 'told',
    message: {
      id: 'one',
      kind: 'shipment.ready',
      channel: 'sms',
      recipient: '+48100000000',
      shipment: anId('shp', 1),
      status: 'ready',
      meaning: 'ready|1',
      ...over,
    },
  })

  test('finds one meaning under two identities, and what no transaction ever said', () => {
    const checker = new MessagesChecker(store, report)
    store.tables.messages.set('one', {} as never)
    checker.see(told({}))
    checker.see(told({}))
    expect(broken).toEqual([])
    checker.see(told({ id: 'two' }))
    expect(broken).toEqual([10, 10])
  })

  test('finds "please collect" after the collection', () => {
    const checker = new MessagesChecker(store, report)
    store.tables.messages.set('one', {} as never)
    checker.see(told({ status: 'collected' }))
    expect(broken).toEqual([10])
  })
})

describe('whoever counts guesses', () => {
  const denied = { type: 'access.denied', counts: true } as const
  const guess = (checker: TriesChecker) => {
    checker.see({ see: 'entry', machine, journal, entry: { body: denied } } as unknown as Observed)
    checker.see({ see: 'wrong-code', machine, wasLocked: false })
  }

  test('finds a sixth guess without a pause', async () => {
    const checker = new TriesChecker(clock, report)
    for (let i = 0; i < 5; i++) guess(checker)
    expect(broken).toEqual([])
    guess(checker)
    expect(broken).toEqual([9])
  })

  test('finds a guess that was looked at and not written down', () => {
    const checker = new TriesChecker(clock, report)
    checker.see({ see: 'wrong-code', machine, wasLocked: false })
    expect(broken).toEqual([9])
  })

  test('finds more guesses in a day than two budgets', async () => {
    const checker = new TriesChecker(clock, report)
    for (let i = 0; i < 61; i++) {
      guess(checker)
      await clock.advance(minutes(16))
    }
    expect(broken).toEqual([9])
  })
})

describe('whoever keeps the book of cells', () => {
  const layout = layoutNamed(
    'small',
    seededIds('cells', () => noon),
  )
  const options = { cabinet: new Cabinet(layout, new Set()) }
  const named = (name: string) => ({ id: locker, name, options }) as unknown as Machine
  const steel = named('M1')
  const [cell, other] = [...steel.options.cabinet.doors.values()].map((door) => door.cell)
  const tell = (checker: CustodyChecker, body: { type: string; cell?: string; stay?: string }) =>
    checker.see({
      see: 'entry',
      machine: steel,
      journal,
      entry: { body: { cell, ...body } },
    } as unknown as Observed)
  const given = { type: 'stay.allocated', stay: anId('sty', 1) }

  test.each(['cell.faulty', 'cell.blocked'])('finds a cell that is given after %s', (type) => {
    const checker = new CustodyChecker(new Ledger(), report)
    tell(checker, { type })
    tell(checker, { ...given, cell: other ?? '' })
    expect(broken).toEqual([])
    tell(checker, given)
    expect(broken).toEqual([5])
  })

  test.each([
    ['cell.faulty', 'cell.recovered'],
    ['cell.blocked', 'cell.unblocked'],
  ])('lets a cell be given that was out by %s and is well by %s', (out, well) => {
    const checker = new CustodyChecker(new Ledger(), report)
    tell(checker, { type: out })
    tell(checker, { type: well })
    tell(checker, given)
    expect(broken).toEqual([])
  })

  test('forgets one machine with its disk, and no other', () => {
    const checker = new CustodyChecker(new Ledger(), report)
    tell(checker, { type: 'cell.faulty' })
    checker.forget(named('M11'))
    tell(checker, given)
    expect(broken).toEqual([5])
    checker.forget(steel)
    tell(checker, given)
    expect(broken).toEqual([5])
  })
})
