import { aCommand, aGrant, aPlan } from '@cubby/testing/kernel/builders'
import { aLocker, type KernelBench } from '@cubby/testing/kernel/kernel-bench'
import { days, instant, millis, minutes, seconds } from '@cubby/kit/clock'
import { limits } from '@cubby/kit/limits'
import { describe, expect, test } from 'vitest'
import { doorOf } from '../cells/cell-state.ts'

const CODE = '11112222'
const book = aPlan(1)

function withParcel(): KernelBench {
  const bench = aLocker({ plans: [book], grants: [aGrant([book])] })
  bench.deposit(bench.signIn(), book)
  return bench
}

const a1 = (bench: KernelBench) => bench.cellNamed('A1').id
const service = (bench: KernelBench) => bench.stateOf(a1(bench)).service

describe('a door that opens without a right', () => {
  test('is forced, and closing it again changes nothing in the cell', () => {
    const bench = withParcel()
    bench.moveDoor('open', a1(bench))
    bench.closeAll()
    expect(bench.said('door.forced')).toHaveLength(1)
    expect(bench.stayOf(book.label).phase).toBe('stored')
  })

  test('is nothing new when it is seen again and again', () => {
    const bench = aLocker()
    bench.moveDoor('open', a1(bench))
    expect(bench.look().entries).toEqual([])
    expect(bench.moveDoor('open', a1(bench)).entries).toEqual([])
  })

  test('keeps its cell out of the draw while it stands open', () => {
    const bench = aLocker({ plans: [book] })
    bench.moveDoor('open', a1(bench))
    expect(bench.scan(bench.signIn(), book.label).outcome).toMatchObject({
      doors: [{ name: 'A2' }],
    })
  })
})

test('a door left open is told once, and again only after it was closed', () => {
  const bench = aLocker({ plans: [book] })
  bench.scan(bench.signIn(), book.label)
  bench.unlock()
  const openedAt = bench.now
  bench.wait(limits.doorOpenMax)
  bench.wait(limits.doorOpenMax)
  expect(bench.said('door.left-open')).toMatchObject([{ openedAt }])
  bench.closeAll()
  bench.moveDoor('open', a1(bench))
  bench.wait(limits.doorOpenMax)
  expect(bench.said('door.left-open')).toHaveLength(2)
})

describe('a stuck bolt', () => {
  test('at a deposit gives up the cell, and the next scan gets another', () => {
    const bench = aLocker({ plans: [book] })
    const session = bench.signIn()
    bench.scan(session, book.label)
    bench.wait(limits.doorOpensWithin)
    expect(bench.said('stay.cancelled')).toMatchObject([{ reason: 'not-opened', frees: true }])
    expect(service(bench)).toEqual({ kind: 'faulty', reason: 'bolt-stuck' })
    bench.pulses.length = 0
    expect(bench.deposit(session, book).name).toBe('A2')
  })

  test('at a deposit that opens late after all stays out of use: something may be in there', () => {
    const bench = aLocker({ plans: [book] })
    bench.scan(bench.signIn(), book.label)
    bench.wait(limits.doorOpensWithin)
    bench.unlock()
    bench.closeAll()
    expect(bench.said('door.forced')).toEqual([])
    expect(bench.said('stay.deposited')).toEqual([])
    expect(service(bench)).toEqual({ kind: 'faulty', reason: 'outcome-unknown' })
  })

  test('at a deposit that opened late is not made good by the next opening from afar', () => {
    const bench = aLocker({ plans: [book] })
    bench.scan(bench.signIn(), book.label)
    bench.wait(limits.doorOpensWithin)
    bench.unlock()
    bench.closeAll()
    const action = { do: 'open', cell: bench.cellNamed('A1').id, side: 'front' } as const
    bench.do({ do: 'obey', command: aCommand(1, action), asOfSeq: null, clockSynced: true })
    bench.unlock()
    bench.closeAll()
    expect(bench.said('cell.recovered')).toEqual([])
    expect(service(bench).kind).toBe('faulty')
  })

  test('at a collection keeps the parcel, and opening late is still a collection', () => {
    const bench = withParcel()
    bench.typeCode(CODE)
    bench.wait(limits.doorOpensWithin)
    expect(service(bench)).toEqual({ kind: 'faulty', reason: 'bolt-stuck' })
    bench.wait(minutes(1))
    bench.unlock()
    bench.closeAll()
    expect(bench.said('door.forced')).toEqual([])
    expect(bench.said('stay.collected')).toHaveLength(1)
    expect(service(bench)).toEqual({ kind: 'ok' })
  })

  test('is no cause any more for a door that opens much later', () => {
    const bench = withParcel()
    bench.typeCode(CODE)
    bench.wait(limits.doorOpensWithin)
    bench.wait(limits.openAgainWithin)
    bench.unlock()
    expect(bench.said('door.forced')).toHaveLength(1)
    expect(service(bench)).toEqual({ kind: 'faulty', reason: 'outcome-unknown' })
  })

  test('at a collection that lets go when the person has left hands nothing out: somebody must look', () => {
    const bench = withParcel()
    const { outcome } = bench.typeCode(CODE)
    bench.wait(limits.doorOpensWithin)
    const session = outcome.ok && 'session' in outcome ? outcome.session : null
    bench.do({ do: 'end-session', session: session ?? 'ses_none' })
    bench.unlock()
    bench.closeAll()
    expect(bench.said('door.forced')).toHaveLength(1)
    expect(bench.said('stay.collected')).toEqual([])
    expect(bench.stayOf(book.label).phase).toBe('stored')
    expect(service(bench)).toEqual({ kind: 'faulty', reason: 'outcome-unknown' })
    // The parcel is still there, and so is its recipient.
    bench.typeCode(CODE)
    bench.unlock()
    bench.closeAll()
    expect(bench.said('stay.collected')).toHaveLength(1)
    expect(service(bench)).toEqual({ kind: 'ok' })
  })

  test('at a collection that lets go in front of a person who then leaves it open is still a collection', () => {
    const bench = withParcel()
    const { outcome } = bench.typeCode(CODE)
    bench.wait(limits.doorOpensWithin)
    bench.unlock()
    const session = outcome.ok && 'session' in outcome ? outcome.session : null
    bench.do({ do: 'end-session', session: session ?? 'ses_none' })
    bench.closeAll()
    expect(bench.said('stay.collected')).toHaveLength(1)
  })

  test('can be tried again with the same code', () => {
    const bench = withParcel()
    bench.typeCode(CODE)
    bench.wait(limits.doorOpensWithin)
    expect(bench.typeCode(CODE).effects).toHaveLength(1)
    bench.unlock()
    bench.closeAll()
    expect(bench.said('stay.collected')).toHaveLength(1)
  })

  test('is noticed even when the clock was set back meanwhile', () => {
    const bench = withParcel()
    bench.typeCode(CODE)
    bench.now = instant(bench.now - days(2))
    bench.wait(seconds(1))
    expect(bench.said('door.stuck')).toHaveLength(1)
  })
})

test('a pulse that surely never left is known at once, and the deposit goes elsewhere', () => {
  const bench = aLocker({ plans: [book] })
  const session = bench.signIn()
  const [pulse] = bench.scan(session, book.label).effects
  bench.pulses.length = 0
  bench.do({ do: 'pulse-failed', request: pulse?.request ?? 'req_none' })
  expect(service(bench)).toEqual({ kind: 'faulty', reason: 'board-silent' })
  expect(bench.deposit(session, book).name).toBe('A2')
  bench.do({ do: 'pulse-failed', request: pulse?.request ?? 'req_none' })
  expect(bench.said('door.stuck')).toHaveLength(1)
})

describe('a silent board', () => {
  test('makes doors unknown, and unknown doors are in no draw', () => {
    const bench = aLocker({ plans: [book] })
    bench.loseSightOf(a1(bench))
    expect(bench.said('door.unknown')).toMatchObject([{ why: 'board-silent', request: null }])
    expect(bench.scan(bench.signIn(), book.label).outcome).toMatchObject({
      doors: [{ name: 'A2' }],
    })
  })

  test('lets a person ask again, and believes the door when it is seen open', () => {
    const bench = withParcel()
    bench.typeCode(CODE)
    bench.loseSightOf(a1(bench))
    bench.wait(minutes(1))
    expect(bench.said('door.stuck')).toEqual([])
    expect(bench.typeCode(CODE).effects).toHaveLength(1)
    bench.unlock()
    bench.closeAll()
    expect(bench.said('stay.collected')).toHaveLength(1)
  })

  test('that comes back right after somebody asked again is not taken for an answer: the bolt may be moving', () => {
    const bench = withParcel()
    bench.loseSightOf(a1(bench))
    bench.wait(seconds(1))
    bench.typeCode(CODE)
    bench.look()
    bench.wait(millis(100))
    bench.unlock()
    expect(bench.said('door.forced')).toEqual([])
    bench.closeAll()
    expect(bench.said('stay.collected')).toHaveLength(1)
  })

  test('that comes back with the door shut long after somebody asked again leaves it to a person', () => {
    const bench = withParcel()
    bench.loseSightOf(a1(bench))
    bench.wait(seconds(1))
    bench.typeCode(CODE)
    bench.wait(seconds(6))
    bench.look()
    expect(doorOf(bench.stateOf(a1(bench)), 'front').door).toBe('closed')
    expect(service(bench)).toEqual({ kind: 'faulty', reason: 'outcome-unknown' })
  })

  test('during a deposit does not lose it: the close counts once it is seen', () => {
    const bench = aLocker({ plans: [book] })
    bench.scan(bench.signIn(), book.label)
    bench.unlock()
    bench.loseSightOf(a1(bench))
    bench.closeAll()
    expect(bench.said('stay.deposited')).toHaveLength(1)
  })

  test('that is back with the door shut leaves it to a person what is inside', () => {
    const bench = aLocker({ plans: [book] })
    bench.scan(bench.signIn(), book.label)
    bench.loseSightOf(a1(bench))
    bench.wait(minutes(1))
    bench.look()
    expect(service(bench)).toEqual({ kind: 'faulty', reason: 'outcome-unknown' })
    expect(bench.stateOf(a1(bench)).use.kind).toBe('reserved')
  })
})

/** The power goes at `at`; when it comes back the door is as `then` says. */
describe('after a power cut', () => {
  const cut = {
    deposit: {
      requested: () => {
        const bench = aLocker({ plans: [book] })
        bench.scan(bench.signIn(), book.label)
        return bench
      },
      open: () => {
        const bench = cut.deposit.requested()
        bench.unlock()
        return bench
      },
    },
    collect: {
      requested: () => {
        const bench = withParcel()
        bench.typeCode(CODE)
        return bench
      },
      open: () => {
        const bench = cut.collect.requested()
        bench.unlock()
        return bench
      },
    },
  }
  const doorStands = (bench: KernelBench, open: boolean) => {
    const cell = a1(bench)
    if (open) bench.openDoors.set(`${cell} front`, { cell, side: 'front' })
    else bench.openDoors.clear()
  }

  test('no door is pulsed by itself, and nobody stands there any more', () => {
    for (const before of [
      cut.deposit.requested,
      cut.deposit.open,
      cut.collect.requested,
      cut.collect.open,
    ]) {
      const bench = before()
      expect(bench.restart().effects).toEqual([])
      expect(bench.state.sessions).toEqual({})
    }
  })

  test.each(['deposit', 'collect'] as const)(
    'a %s asked for and seen open goes on as if nothing was',
    (what) => {
      const bench = cut[what].requested()
      doorStands(bench, true)
      bench.restart()
      expect(bench.said('door.unknown')).toMatchObject([{ why: 'restart' }])
      bench.closeAll()
      expect(bench.said(what === 'deposit' ? 'stay.deposited' : 'stay.collected')).toHaveLength(1)
      expect(bench.said('door.forced')).toEqual([])
      expect(service(bench)).toEqual({ kind: 'ok' })
    },
  )

  test.each(['deposit', 'collect'] as const)(
    'a %s asked for and seen shut is for a person to settle',
    (what) => {
      const bench = cut[what].requested()
      bench.restart()
      expect(service(bench)).toEqual({ kind: 'faulty', reason: 'outcome-unknown' })
      expect(bench.said('stay.collected')).toEqual([])
      expect(Object.values(bench.state.cells).some(({ use }) => use.kind !== 'free')).toBe(true)
    },
  )

  test('the same label or code settles it', () => {
    const deposit = cut.deposit.requested()
    deposit.restart()
    expect(deposit.deposit(deposit.signIn(), book).name).toBe('A1')
    expect(deposit.said('stay.deposited')).toHaveLength(1)
    expect(service(deposit)).toEqual({ kind: 'ok' })
    const collect = cut.collect.requested()
    collect.restart()
    collect.typeCode(CODE)
    collect.unlock()
    collect.closeAll()
    expect(collect.said('stay.collected')).toHaveLength(1)
    expect(service(collect)).toEqual({ kind: 'ok' })
  })

  test('staff who have looked free a cell that nothing was put into', () => {
    const bench = cut.deposit.requested()
    bench.restart()
    const action = { do: 'unblock', cell: a1(bench) } as const
    const command = {
      command: 'cmd_1',
      action,
      notBefore: 0,
      expiresAt: bench.now + 1,
      reason: 'looked',
    } as const
    bench.do({ do: 'obey', command, asOfSeq: null, clockSynced: true })
    expect(bench.said('stay.cancelled')).toMatchObject([{ frees: true }])
    expect(bench.deposit(bench.signIn(), book).name).toBe('A1')
  })

  test.each(['deposit', 'collect'] as const)(
    'a %s with the board still silent waits for the board',
    (what) => {
      const bench = cut[what].requested()
      bench.restart('silent')
      expect(doorOf(bench.stateOf(a1(bench)), 'front').door).toBe('unknown')
      bench.wait(minutes(1))
      doorStands(bench, true)
      bench.look()
      bench.closeAll()
      expect(bench.said(what === 'deposit' ? 'stay.deposited' : 'stay.collected')).toHaveLength(1)
    },
  )

  test.each(['deposit', 'collect'] as const)(
    'a %s whose door stood open is over when it is seen shut',
    (what) => {
      const bench = cut[what].open()
      doorStands(bench, false)
      bench.restart()
      expect(bench.said(what === 'deposit' ? 'stay.deposited' : 'stay.collected')).toHaveLength(1)
    },
  )

  test.each(['deposit', 'collect'] as const)(
    'a %s whose door still stands open ends with its close',
    (what) => {
      const bench = cut[what].open()
      bench.restart()
      bench.closeAll()
      expect(bench.said(what === 'deposit' ? 'stay.deposited' : 'stay.collected')).toHaveLength(1)
    },
  )

  test('doors that were moved meanwhile are told', () => {
    const bench = withParcel()
    doorStands(bench, true)
    bench.restart()
    expect(bench.said('door.forced')).toHaveLength(1)
  })
})
