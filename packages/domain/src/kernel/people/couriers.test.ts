import { aCourier, aGrant, anId, aPlan, morning, stranger } from '@cubby/testing/kernel/builders'
import { aLocker } from '@cubby/testing/kernel/kernel-bench'
import { days, instant, minutes, seconds } from '@cubby/kit/clock'
import { limits } from '@cubby/kit/limits'
import { describe, expect, test } from 'vitest'
import { withdrawable } from './couriers.ts'
import { freeByType } from './share.ts'

const book = aPlan(1)
const signIn = {
  do: 'sign-in-courier',
  side: 'front',
  courier: anId('cur', 1),
  pinOk: true,
} as const

describe('a courier signing in', () => {
  test('begins a session that ends the one before', () => {
    const bench = aLocker()
    const first = bench.signIn()
    const second = bench.signIn()
    expect(bench.said('session.ended')).toEqual([
      { type: 'session.ended', session: first, reason: 'replaced' },
    ])
    expect(Object.keys(bench.state.sessions)).toEqual([second])
  })

  test('with a wrong PIN or an unknown badge is counted as a wrong try', () => {
    const bench = aLocker()
    expect(bench.do({ ...signIn, pinOk: false }).outcome).toEqual({
      ok: false,
      why: 'wrong',
      triesLeft: 4,
    })
    expect(bench.do({ ...signIn, courier: null }).outcome).toEqual({
      ok: false,
      why: 'wrong',
      triesLeft: 3,
    })
    expect(bench.said('access.denied').map(({ why, counts }) => [why, counts])).toEqual([
      ['wrong-pin', true],
      ['unknown', true],
    ])
  })

  test('before or after his time is turned away without being counted', () => {
    const bench = aLocker({ couriers: [aCourier(1, { validFrom: instant(morning + days(2)) })] })
    expect(bench.do(signIn).outcome).toEqual({ ok: false, why: 'not-yet' })
    bench.now = instant(morning + days(400))
    expect(bench.do(signIn).outcome).toEqual({ ok: false, why: 'expired' })
    expect(bench.state.ladder.wrongInRow).toBe(0)
  })

  test('is refused by a directory that was not complete for thirty days, or never (invariant 9)', () => {
    const bench = aLocker()
    bench.now = instant(morning + limits.directoryStaleAfter)
    expect(bench.do(signIn).outcome).toMatchObject({ ok: true })
    bench.now = instant(morning + limits.directoryStaleAfter + 1)
    expect(bench.do(signIn).outcome).toEqual({ ok: false, why: 'stale-directory' })
    expect(aLocker({ completeAt: null }).do(signIn).outcome).toEqual({
      ok: false,
      why: 'stale-directory',
    })
  })

  test('waits like everybody else after five wrong tries', () => {
    const bench = aLocker()
    for (let i = 0; i < 5; i++) bench.do({ ...signIn, pinOk: false })
    expect(bench.do(signIn).outcome).toEqual({
      ok: false,
      why: 'locked',
      until: bench.now + minutes(1),
    })
    bench.wait(minutes(1))
    expect(bench.do(signIn).outcome).toMatchObject({ ok: true })
  })
})

describe('a session', () => {
  test('ends after five idle minutes, and what is still open is finished all the same', () => {
    const bench = aLocker({ plans: [book] })
    bench.scan(bench.signIn(), book.label)
    bench.unlock()
    bench.wait(limits.sessionIdleCourier)
    expect(bench.said('session.ended')).toMatchObject([{ reason: 'idle' }])
    bench.closeAll()
    expect(bench.said('stay.deposited')).toHaveLength(1)
  })

  test('is over with the next touch when the courier was revoked while standing there', () => {
    const bench = aLocker({ plans: [book] })
    const session = bench.signIn()
    bench.known.couriers.length = 0
    expect(bench.scan(session, book.label)).toMatchObject({
      effects: [],
      outcome: { ok: false, why: 'no-session' },
    })
    expect(bench.state.sessions).toEqual({})
  })

  test('is over with the next touch when his time has run out', () => {
    const bench = aLocker({
      plans: [book],
      couriers: [aCourier(1, { validUntil: instant(morning + 60_000) })],
    })
    const session = bench.signIn()
    bench.wait(minutes(1))
    expect(bench.scan(session, book.label).outcome).toEqual({ ok: false, why: 'no-session' })
  })

  test('does not hang for years when the clock is set back', () => {
    const bench = aLocker()
    bench.signIn()
    bench.now = instant(morning - days(1_000))
    bench.wait(seconds(1))
    expect(bench.state.sessions).toEqual({})
  })
})

describe('a withdrawal', () => {
  const stored = () => {
    const bench = aLocker({ plans: [book] })
    bench.deposit(bench.signIn(), book)
    const withdraw = () => {
      const session = bench.signIn()
      return bench.do({ do: 'withdraw', session, stay: bench.stayOf(book.label).id })
    }
    return { bench, withdraw }
  }

  test('is refused while storage lasts', () => {
    const { bench, withdraw } = stored()
    expect(withdraw().outcome).toEqual({ ok: false, why: 'not-allowed' })
    expect(withdrawable(bench, aCourier())).toEqual([])
  })

  test('after the end of storage takes the parcel back and frees the cell', () => {
    const { bench, withdraw } = stored()
    bench.wait(days(3))
    expect(withdrawable(bench, aCourier())).toHaveLength(1)
    expect(withdraw().outcome).toMatchObject({ ok: true, doors: [{ name: 'A1' }] })
    bench.unlock()
    bench.closeAll()
    expect(bench.said('stay.withdrawn')).toMatchObject([
      { reason: 'expired', courier: anId('cur', 1) },
    ])
    expect(freeByType(bench, null)).toEqual({ A: 2, B: 2, C: 1 })
  })

  test('waits for the new end when storage was extended', () => {
    const { bench, withdraw } = stored()
    bench.known.plans[0] = aPlan(1, { dueAt: morning + days(5) })
    bench.wait(days(4))
    expect(withdraw().outcome).toEqual({ ok: false, why: 'not-allowed' })
    bench.wait(days(1))
    expect(withdraw().outcome).toMatchObject({ ok: true })
  })

  test('of a recalled parcel needs no waiting', () => {
    const { bench, withdraw } = stored()
    bench.known.plans[0] = aPlan(1, { recalled: true })
    expect(withdraw().outcome).toMatchObject({ ok: true })
    bench.unlock()
    bench.closeAll()
    expect(bench.said('stay.withdrawn')).toMatchObject([{ reason: 'recalled' }])
  })

  test('waits until whoever has the door open is done', () => {
    const { bench, withdraw } = stored()
    bench.known.grants.push(aGrant([book]))
    bench.wait(days(3))
    bench.typeCode('11112222')
    const cell = bench.stayOf(book.label).cell
    expect(withdraw().outcome, 'opening').toEqual({ ok: false, why: 'door-open', cell })
    bench.unlock()
    expect(withdraw().outcome, 'open').toEqual({ ok: false, why: 'door-open', cell })
    bench.closeAll()
    expect(bench.said('stay.collected')).toHaveLength(1)
    expect(withdraw().outcome, 'collected').toEqual({ ok: false, why: 'no-such-stay' })
  })

  test('does not happen when the sensor still sees the parcel', () => {
    const { bench, withdraw } = stored()
    bench.wait(days(3))
    withdraw()
    bench.unlock()
    bench.closeAll(true)
    expect(bench.stayOf(book.label).phase).toBe('stored')
  })

  test('leaves alone what a recipient has disputed', () => {
    const { bench, withdraw } = stored()
    const session = anId('ses', 1)
    const { cell, id } = bench.stayOf(book.label)
    bench.wait(days(3))
    bench.state = {
      ...bench.state,
      stays: { ...bench.state.stays, [id]: { ...bench.stayOf(book.label), phase: 'disputed' } },
    }
    expect(withdraw().outcome).toEqual({ ok: false, why: 'cell-out-of-service', cell })
    expect(withdrawable(bench, aCourier())).toEqual([])
    expect(bench.do({ do: 'withdraw', session, stay: id }).outcome).toEqual({
      ok: false,
      why: 'no-session',
    })
  })
})

test('a stranger may not undo what another courier put in', () => {
  const bench = aLocker({
    plans: [book],
    couriers: [aCourier(1), aCourier(2, { organization: stranger })],
  })
  bench.scan(bench.signIn(aCourier(1)), book.label)
  const stay = bench.stayOf(book.label).id
  const session = bench.signIn(aCourier(2))
  expect(bench.do({ do: 'undo-deposit', session, stay }).outcome).toEqual({
    ok: false,
    why: 'no-such-stay',
  })
})
