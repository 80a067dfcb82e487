import { aCell, aCourier, aGrant, anId, aPlan, morning } from '@cubby/testing/kernel/builders'
import { aLocker, type KernelBench } from '@cubby/testing/kernel/kernel-bench'
import { must } from '@cubby/kit/assert'
import { days, instant, minutes, seconds } from '@cubby/kit/clock'
import { limits } from '@cubby/kit/limits'
import { describe, expect, test } from 'vitest'

const CODE = '11112222'
const pair = [1, 2].map((number) => aPlan(number, { shipment: anId('shp', 9) }))
const [book, lamp] = pair as [(typeof pair)[0], (typeof pair)[0]]
const grant = aGrant(pair)

/** A locker with both parcels of the shipment inside, and the courier gone. */
function aFullLocker(known = {}): KernelBench {
  const bench = aLocker({ plans: pair, grants: [grant], ...known })
  const session = bench.signIn()
  bench.deposit(session, book)
  bench.deposit(session, lamp)
  bench.do({ do: 'end-session', session })
  return bench
}

const sessionOf = (bench: KernelBench) => {
  const { outcome } = bench.typeCode(CODE)
  if (!outcome.ok || outcome.did !== 'opening') throw new Error(JSON.stringify(outcome))
  return outcome.session
}

describe('a right code', () => {
  test('opens every cell of the shipment at once, and each close is a collection', () => {
    const bench = aFullLocker()
    const { outcome, effects } = bench.typeCode(CODE)
    expect(outcome).toMatchObject({ ok: true, doors: [{ name: 'A1' }, { name: 'A2' }] })
    expect(effects).toHaveLength(2)
    bench.unlock()
    bench.moveDoor('closed', bench.cellNamed('A2').id)
    expect(bench.said('stay.collected')).toMatchObject([
      { parcels: [lamp.parcel], grant: grant.grant },
    ])
    bench.closeAll()
    expect(bench.said('stay.collected')).toHaveLength(2)
    expect(bench.stateOf(bench.cellNamed('A1').id).use).toEqual({ kind: 'free' })
  })

  test('does nothing before all parcels of the shipment are inside', () => {
    const bench = aLocker({ plans: pair, grants: [grant] })
    expect(bench.typeCode(CODE).outcome).toEqual({ ok: false, why: 'not-yet' })
    bench.deposit(bench.signIn(), book)
    expect(bench.typeCode(CODE)).toMatchObject({
      effects: [],
      outcome: { ok: false, why: 'incomplete' },
    })
    expect(bench.state.ladder.wrongInRow).toBe(0)
  })

  test('finds its door forced open: nothing is pulsed there, and the close is a collection all the same', () => {
    const bench = aFullLocker()
    const forced = bench.cellNamed('A1').id
    bench.moveDoor('open', forced)
    expect(bench.typeCode(CODE).effects).toHaveLength(1)
    expect(bench.typeCode(CODE).effects).toEqual([])
    bench.moveDoor('closed', forced)
    expect(bench.said('stay.collected')).toMatchObject([{ cell: forced, grant: grant.grant }])
  })

  test('is used once everything is out', () => {
    const bench = aFullLocker()
    bench.typeCode(CODE)
    bench.unlock()
    bench.closeAll()
    expect(bench.typeCode(CODE)).toMatchObject({ effects: [], outcome: { ok: false, why: 'used' } })
  })

  test('before and after its window opens nothing', () => {
    const bench = aFullLocker()
    bench.known.grants[0] = { ...grant, validFrom: instant(morning + days(1)) }
    expect(bench.typeCode(CODE).outcome).toEqual({ ok: false, why: 'not-yet' })
    bench.known.grants[0] = { ...grant, validUntil: bench.now }
    expect(bench.typeCode(CODE).outcome).toEqual({ ok: false, why: 'expired' })
  })

  test('typed twice pulses once, and the bounds of the first time still count', () => {
    const bench = aFullLocker()
    const session = sessionOf(bench)
    const again = bench.typeCode(CODE)
    expect(again).toMatchObject({ effects: [], outcome: { ok: true, session } })
    bench.unlock()
    expect(bench.typeCode(CODE).effects).toEqual([])
    bench.closeAll()
    bench.wait(seconds(5))
    const { id } = bench.cellNamed('A1')
    expect(bench.do({ do: 'open-again', session, cell: id }).effects).toHaveLength(1)
  })

  test('ends the row of wrong tries', () => {
    const bench = aFullLocker()
    bench.typeCode('1')
    bench.typeCode('2')
    bench.typeCode(CODE)
    expect(bench.state.ladder).toMatchObject({ wrongInRow: 0, wrongToday: 2 })
  })
})

describe('wrong codes', () => {
  const guess = (bench: KernelBench, times: number) => {
    for (let i = 0; i < times; i++) bench.typeCode(`${i}`)
  }

  test('say how many tries are left, and then how long to wait', () => {
    const bench = aFullLocker()
    for (const triesLeft of [4, 3, 2, 1, 0])
      expect(bench.typeCode('9').outcome).toEqual({ ok: false, why: 'wrong', triesLeft })
    expect(bench.typeCode(CODE).outcome).toEqual({
      ok: false,
      why: 'locked',
      until: bench.now + minutes(1),
    })
  })

  test('are not forgiven by cutting the power (invariant 9)', () => {
    const bench = aFullLocker()
    guess(bench, 5)
    bench.restart()
    expect(bench.typeCode(CODE).outcome).toMatchObject({ ok: false, why: 'locked' })
    bench.wait(minutes(1))
    guess(bench, 5)
    bench.restart()
    expect(bench.typeCode(CODE).outcome).toEqual({
      ok: false,
      why: 'locked',
      until: bench.now + minutes(15),
    })
  })

  test('switch codes off for the day after thirty, while a QR code still works', () => {
    const bench = aFullLocker()
    for (let i = 0; i < 6; i++) {
      guess(bench, 5)
      bench.wait(minutes(15))
    }
    expect(bench.typeCode(CODE).outcome).toEqual({ ok: false, why: 'locked', until: null })
    const qr = { do: 'show-qr', side: 'front', grant: grant.grant, signatureHolds: true } as const
    expect(bench.do(qr).outcome).toMatchObject({ ok: true })
    bench.wait(days(1))
    expect(bench.typeCode(CODE).outcome).toMatchObject({ ok: true })
  })
})

describe('a QR code', () => {
  const show = { do: 'show-qr', side: 'front', grant: grant.grant, signatureHolds: true } as const

  test('opens every cell of the shipment', () => {
    expect(aFullLocker().do(show).effects).toHaveLength(2)
  })

  test('with a signature that does not hold, or for nothing known here, opens nothing and counts nothing', () => {
    const bench = aFullLocker()
    expect(bench.do({ ...show, signatureHolds: false }).outcome).toEqual({
      ok: false,
      why: 'bad-signature',
    })
    expect(bench.do({ ...show, grant: anId('grn', 77) }).outcome).toEqual({
      ok: false,
      why: 'expired',
    })
    expect(bench.do({ ...show, grant: null }).outcome).toEqual({ ok: false, why: 'expired' })
    expect(bench.state.ladder.wrongToday).toBe(0)
    expect(bench.pulses).toEqual([])
  })
})

describe('open again', () => {
  const collected = () => {
    const bench = aFullLocker()
    const session = sessionOf(bench)
    bench.unlock()
    bench.closeAll()
    const { id } = bench.cellNamed('A1')
    const again = () => bench.do({ do: 'open-again', session, cell: id })
    return { bench, again, session }
  }

  test('works three times for each cell', () => {
    const { bench, again } = collected()
    for (let i = 0; i < limits.openAgainMax; i++) {
      expect(again().outcome).toMatchObject({ ok: true })
      bench.unlock()
      bench.closeAll()
    }
    expect(again().outcome).toEqual({ ok: false, why: 'again-limit' })
    expect(bench.said('stay.collected')).toHaveLength(2)
  })

  test('is over when the session is', () => {
    const { bench, again } = collected()
    bench.wait(minutes(4))
    expect(again().outcome).toMatchObject({ ok: true })
    bench.unlock()
    bench.closeAll()
    bench.wait(limits.openAgainWithin)
    expect(again().outcome).toEqual({ ok: false, why: 'no-session' })
  })

  test('is only for cells that this person has opened', () => {
    const { bench, session } = collected()
    const cell = bench.cellNamed('C1').id
    expect(bench.do({ do: 'open-again', session, cell }).outcome).toEqual({
      ok: false,
      why: 'no-such-stay',
    })
  })

  test('is possible because a courier on the other side is given other cells meanwhile', () => {
    const cells = ['1', '2', '3'].map((name) => aCell({ name, sides: ['front', 'back'] }))
    const bench = aFullLocker({ cells, plans: [...pair, aPlan(3)] })
    const session = sessionOf(bench)
    bench.unlock()
    bench.closeAll()
    const courier = bench.signIn(aCourier(), 'back')
    expect(bench.deposit(courier, { label: 'LABEL-3' }).name).toBe('3')
    bench.do({ do: 'end-session', session })
    expect(bench.deposit(courier, { label: 'X' }, 'A').name).toBe('1')
  })
})

describe('a problem', () => {
  test('reported at the open door keeps the parcel on record and the cell out of use', () => {
    const bench = aFullLocker()
    const session = sessionOf(bench)
    bench.unlock()
    const { id } = bench.cellNamed('A1')
    bench.do({ do: 'report-problem', session, cell: id, problem: 'empty' })
    bench.closeAll()
    expect(bench.stayOf(book.label).phase).toBe('disputed')
    expect(bench.stateOf(id)).toMatchObject({
      use: { kind: 'occupied' },
      service: { kind: 'blocked' },
    })
    expect(bench.said('stay.collected')).toMatchObject([{ parcels: [lamp.parcel] }])
    expect(bench.do({ do: 'open-again', session, cell: id }).outcome).toEqual({
      ok: false,
      why: 'cell-out-of-service',
      cell: id,
    })
  })

  test('reported after the door closed keeps the cell out of use until staff have looked', () => {
    const bench = aFullLocker()
    const session = sessionOf(bench)
    bench.unlock()
    bench.closeAll()
    const { id } = bench.cellNamed('A1')
    bench.do({ do: 'report-problem', session, cell: id, problem: 'wrong' })
    bench.do({ do: 'report-problem', session, cell: id, problem: 'wrong' })
    expect(bench.said('stay.disputed')).toHaveLength(1)
    bench.do({ do: 'end-session', session })
    expect(bench.typeCode(CODE), 'the code opens nothing any more').toMatchObject({
      effects: [],
      outcome: {
        ok: false,
        why: 'used',
      },
    })
    bench.do({
      do: 'obey',
      asOfSeq: null,
      clockSynced: true,
      command: {
        command: anId('cmd', 1),
        action: {
          do: 'unblock',
          cell: id,
        },
        reason: 'looked',
        notBefore: 0,
        expiresAt: bench.now + 1,
      },
    })
    expect(bench.stayOf(book.label).phase).toBe('collected')
    bench.deposit(bench.signIn(), { label: 'next' }, 'A')
    expect(bench.typeCode(CODE), "somebody else's parcel is in there now").toMatchObject({
      effects: [],
    })
  })

  test('is about the parcel that is in the cell now, also when clocks tell nothing apart', () => {
    const bench = aFullLocker()
    bench.typeCode(CODE)
    bench.unlock()
    bench.closeAll()
    const next = aPlan(3)
    bench.known.plans.push(next)
    bench.known.grants.push(aGrant([next], { grant: anId('grn', 2), codeVerifier: '3'.repeat(64) }))
    bench.now = morning
    const { cell } = bench.deposit(bench.signIn(), next)
    bench.do({ do: 'enter-code', side: 'front', codeVerifier: '3'.repeat(64) })
    const session = must(Object.values(bench.state.sessions)[0], 'somebody stands here').id
    bench.do({ do: 'report-problem', session, cell, problem: 'wrong' })
    expect(bench.stayOf(next.label).phase).toBe('disputed')
    expect(bench.stayOf(book.label).phase).toBe('collected')
  })

  test('can only be reported for a cell that this person has opened', () => {
    const bench = aFullLocker()
    const session = sessionOf(bench)
    const cell = bench.cellNamed('C1').id
    expect(bench.do({ do: 'report-problem', session, cell, problem: 'empty' }).outcome).toEqual({
      ok: false,
      why: 'no-such-stay',
    })
  })
})

test('a sensor that still sees the parcel keeps it stored, and the code goes on working', () => {
  const bench = aFullLocker()
  bench.typeCode(CODE)
  bench.unlock()
  bench.closeAll(true)
  expect(bench.said('stay.collected')).toEqual([])
  bench.wait(minutes(10))
  expect(bench.typeCode(CODE).effects).toHaveLength(2)
})

test('one person stands on each side of a two-sided machine, and neither disturbs the other', () => {
  const cells = ['1', '2', '3'].map((name) => aCell({ name, sides: ['front', 'back'] }))
  const bench = aFullLocker({ cells })
  const courier = bench.signIn(aCourier(), 'back')
  const { outcome } = bench.typeCode(CODE)
  expect(
    Object.values(bench.state.sessions)
      .map(({ side }) => side)
      .sort(),
  ).toEqual(['back', 'front'])
  expect(outcome).toMatchObject({ doors: [{ side: 'front' }, { side: 'front' }] })
  expect(bench.scan(courier, 'X', 'A').outcome).toMatchObject({
    doors: [{ side: 'back', name: '3' }],
  })
  bench.unlock()
  bench.closeAll()
  expect(bench.said('stay.collected')).toHaveLength(2)
  expect(bench.said('stay.deposited')).toHaveLength(3)
})

test('a cell that opens to the other side only opens there, whoever asks', () => {
  const bench = aFullLocker({ cells: [aCell({ sides: ['back'] }), aCell({ sides: ['back'] })] })
  const session = sessionOf(bench)
  expect(bench.pulses).toMatchObject([{ side: 'back' }, { side: 'back' }])
  bench.unlock()
  bench.closeAll()
  bench.wait(minutes(4))
  const cell = bench.stayOf(book.label).cell
  expect(bench.do({ do: 'open-again', session, cell }).outcome).toMatchObject({ ok: true })
})
