import { days, hours, instant, minutes, seconds } from '@cubby/kit/clock'
import {
  aCell,
  aCourier,
  anId,
  aPlan,
  aRental,
  carrier,
  morning,
  someRules,
  stranger,
} from '@cubby/testing/kernel/builders'
import { aLocker } from '@cubby/testing/kernel/kernel-bench'
import { describe, expect, test } from 'vitest'
import { hiddenCells } from './hidden-cells.ts'
import { freeByType } from './share.ts'
import { withdrawable } from './couriers.ts'

/** The carrier and the stranger each rent two of five cells; the fifth is everybody's. */
function aSharedLocker(wish: Parameters<typeof aLocker>[0] = {}) {
  const cells = ['A1', 'A2', 'B1', 'B2', 'C1'].map((name) => aCell({ name, type: name[0] ?? 'A' }))
  const [a1, a2, b1, b2] = cells as [never, never, never, never]
  const ours = aRental(1, [a1, a2])
  const theirs = aRental(2, [b1, b2], { organization: stranger })
  const anna = aCourier()
  const boris = aCourier(2, { organization: stranger, badgeVerifier: 'c'.repeat(64) })
  const bench = aLocker({
    cells,
    couriers: [anna, boris],
    organizations: [
      someRules({ rentsOnly: true, carries: false }),
      someRules({ organization: stranger, rentsOnly: true, carries: false }),
    ],
    rentals: [ours, theirs],
    ...wish,
  })
  return { bench, anna, boris, ours, theirs, cells }
}
const view = ({ bench }: ReturnType<typeof aSharedLocker>) => ({
  state: bench.state,
  directory: bench.directory,
  now: bench.now,
})
const namesOf = (world: ReturnType<typeof aSharedLocker>, ids: Iterable<string>) =>
  [...ids]
    .map((id) => world.cells.find((cell) => cell.id === id)?.name ?? '')
    .toSorted((one, other) => (one < other ? -1 : 1))

describe('a tenant', () => {
  test('is given its own cells only, and none when they are full', () => {
    const world = aSharedLocker()
    const { bench } = world
    const session = bench.signIn()
    for (const label of ['ONE', 'TWO'])
      expect(bench.deposit(session, { label }, 'A').name).toMatch(/^A/)
    expect(bench.scan(session, 'THREE', 'A').outcome).toEqual({ ok: false, why: 'full' })
    expect(bench.scan(session, 'THREE').outcome).toMatchObject({ types: ['A'] })
    expect(bench.scan(session, 'THREE', 'B').outcome).toEqual({ ok: false, why: 'too-big' })
  })

  test('uses everybody’s cells too where its rental says so, its own first', () => {
    const { bench, ours, theirs } = aSharedLocker()
    bench.known.rentals = [{ ...ours, commonCells: true }, theirs]
    const session = bench.signIn()
    const plans = [1, 2, 3, 4].map((number) => aPlan(number, { organization: carrier }))
    bench.known.plans.push(...plans)
    const [one, two, three] = plans.slice(0, 3).map((plan) => bench.deposit(session, plan).name)
    expect([one, two].sort()).toEqual(['A1', 'A2'])
    expect(three).toBe('C1')
    expect(bench.scan(session, plans[3]?.label ?? '').outcome).toEqual({ ok: false, why: 'full' })
  })

  test('has no more cells in use than its quota, and one more when one is empty again', () => {
    const { bench, ours, theirs } = aSharedLocker()
    bench.known.rentals = [{ ...ours, quota: 1 }, theirs]
    const session = bench.signIn()
    bench.deposit(session, { label: 'ONE' }, 'A')
    expect(bench.scan(session, 'TWO', 'A').outcome).toEqual({ ok: false, why: 'full' })
    bench.do({ do: 'undo-deposit', session, stay: bench.stayOf('ONE').id })
    bench.wait(seconds(4))
    bench.unlock()
    bench.closeAll()
    expect(bench.deposit(session, { label: 'TWO' }, 'A').name).toMatch(/^A/)
  })

  test('has nothing before its rental begins, and nothing when it is over', () => {
    const { bench, ours, theirs } = aSharedLocker()
    bench.known.rentals = [{ ...ours, from: instant(morning + hours(1)) }, theirs]
    const session = bench.signIn()
    expect(bench.scan(session, 'ONE', 'A').outcome).toEqual({ ok: false, why: 'too-big' })
    bench.known.rentals = [{ ...ours, until: morning }, theirs]
    expect(bench.scan(session, 'ONE', 'A').outcome).toEqual({ ok: false, why: 'too-big' })
  })

  test('gets another cell of its own, never one of its neighbour', () => {
    const { bench } = aSharedLocker()
    const session = bench.signIn()
    const asked = () => {
      const { outcome } = bench.do({
        do: 'another-cell',
        session,
        stay: bench.stayOf('ONE').id,
        reason: 'dirty',
      })
      return outcome
    }
    bench.scan(session, 'ONE', 'A')
    expect(asked()).toMatchObject({ ok: true, doors: [{ name: expect.stringMatching(/^A/) }] })
    expect(asked()).toEqual({ ok: false, why: 'full' })
  })
})

describe('everybody else', () => {
  test('is never given a rented cell, and has it again when the rental is over', () => {
    const { bench, ours } = aSharedLocker({ organizations: [someRules()] })
    bench.known.rentals = [{ ...ours, organization: stranger, cells: ours.cells }]
    const session = bench.signIn()
    expect(bench.scan(session, 'ONE', 'A').outcome).toEqual({ ok: false, why: 'too-big' })
    bench.known.rentals = []
    expect(bench.deposit(session, { label: 'ONE' }, 'A').name).toMatch(/^A/)
  })

  test('leaves a cell to whoever has something in it after his rental', () => {
    const world = aSharedLocker()
    const { bench, boris, ours, theirs } = world
    const inside = bench.deposit(bench.signIn(), { label: 'ONE' }, 'A')
    bench.known.rentals = [
      { ...ours, until: bench.now },
      { ...theirs, cells: world.cells.map(({ id }) => id) },
    ]
    const session = bench.signIn(boris)
    const given = ['A', 'B', 'B', 'C'].map((type) =>
      bench.deposit(session, { label: `B-${type}-${bench.state.seq}` }, type),
    )
    expect(given.map(({ cell }) => cell)).not.toContain(inside.cell)
  })
})

describe('a tenant’s courier at a shared machine', () => {
  test('does not learn of a neighbour’s cells, free or full', () => {
    const world = aSharedLocker()
    const { bench, anna, boris } = world
    bench.deposit(bench.signIn(boris), { label: 'THEIRS' }, 'B')
    expect(namesOf(world, hiddenCells(view(world), anna, []))).toEqual(['B1', 'B2'])
    expect(namesOf(world, hiddenCells(view(world), boris, []))).toEqual(['A1', 'A2'])
    expect(namesOf(world, hiddenCells(view(world), null, []))).toEqual(['A1', 'A2', 'B1', 'B2'])
    expect(freeByType(view(world), carrier)).toEqual({ A: 2 })
    expect(freeByType(view(world), stranger)).toEqual({ B: 1 })
    expect(freeByType(view(world), null)).toEqual({ C: 1 })
  })

  test('does not open what a neighbour put in, and takes out only his own', () => {
    const world = aSharedLocker()
    const { bench, anna, boris } = world
    const theirs = bench.deposit(bench.signIn(boris), { label: 'THEIRS' }, 'B')
    const stay = theirs.stay ?? anId('sty', 0)
    bench.wait(days(5))
    const session = bench.signIn(anna)
    expect(withdrawable(view(world), anna)).toEqual([])
    expect(withdrawable(view(world), boris).map(({ id }) => id)).toEqual([stay])
    for (const ask of [
      { do: 'withdraw', session, stay },
      { do: 'undo-deposit', session, stay },
      { do: 'another-cell', session, stay, reason: 'dirty' },
    ] as const)
      expect(bench.do(ask).outcome).toEqual({ ok: false, why: 'no-such-stay' })
    expect(bench.do({ do: 'open-again', session, cell: theirs.cell }).outcome.ok).toBe(false)
  })

  test('is told of a neighbour’s label what he is told of any that nobody announced', () => {
    const world = aSharedLocker({
      organizations: [someRules({ rentsOnly: true, carries: false, acceptsUnannounced: false })],
      plans: [
        aPlan(1, { organization: stranger, carrier: stranger }),
        aPlan(2, { carrier: null }),
        aPlan(3, { carrier: null, organization: carrier }),
      ],
    })
    const { bench } = world
    const session = bench.signIn()
    for (const label of ['LABEL-1', 'LABEL-2', 'NEVER-SEEN'])
      expect(bench.scan(session, label).outcome).toEqual({ ok: false, why: 'unknown-label' })
    expect(bench.scan(session, 'LABEL-3').outcome.ok).toBe(true)
  })
})

describe('a courier with limits', () => {
  const workday = [{ day: 1, fromMinute: 8 * 60, toMinute: 9 * 60 }]

  test('signs in within his hours only, and not at machines of other segments', () => {
    const bench = aLocker({
      couriers: [aCourier(1, { hours: workday })],
      timeZone: 'Europe/Berlin',
    })
    const ask = {
      do: 'sign-in-courier',
      side: 'front',
      courier: anId('cur', 1),
      pinOk: true,
    } as const
    expect(bench.do(ask).outcome).toEqual({ ok: false, why: 'off-hours' })
    bench.known.timeZone = 'Europe/London'
    expect(bench.do(ask).outcome).toMatchObject({ did: 'signed-in' })
    bench.known.couriers = [aCourier(1, { segments: [anId('seg', 1)] })]
    expect(bench.do(ask).outcome).toEqual({ ok: false, why: 'not-here' })
    bench.known.segments = new Set([anId('seg', 1)])
    expect(bench.do(ask).outcome).toMatchObject({ did: 'signed-in' })
    expect(bench.state.ladder.wrongInRow, 'no guess').toBe(0)
  })

  test('shuts the door he has open when the hour strikes, and only then is sent home', () => {
    const bench = aLocker({ couriers: [aCourier(1, { hours: workday })], timeZone: 'UTC' })
    bench.wait(minutes(58))
    const session = bench.signIn()
    bench.scan(session, 'ONE', 'A')
    bench.wait(seconds(1))
    bench.unlock()
    bench.wait(minutes(3))
    expect(bench.state.sessions[session], 'the door is open').toBeDefined()
    expect(bench.scan(session, 'TWO', 'A').outcome).toEqual({ ok: false, why: 'off-hours' })
    bench.closeAll()
    expect(bench.stayOf('ONE').phase).toBe('stored')
    bench.wait(seconds(1))
    expect(bench.state.sessions[session]).toBeUndefined()
    expect(bench.said('session.ended').at(-1)).toMatchObject({ reason: 'off-hours' })
  })

  test('does only the work that is his', () => {
    const bench = aLocker({ couriers: [aCourier(1, { flows: ['withdraw'] })] })
    const session = bench.signIn()
    expect(bench.scan(session, 'ONE', 'A').outcome).toEqual({ ok: false, why: 'not-your-task' })
    bench.known.couriers = [aCourier(1, { flows: ['deposit'] })]
    const { stay } = bench.deposit(session, { label: 'ONE' }, 'A')
    bench.wait(minutes(1))
    expect(bench.do({ do: 'withdraw', session, stay: stay ?? anId('sty', 0) }).outcome).toEqual({
      ok: false,
      why: 'not-your-task',
    })
  })

  test('carries for those whom he may carry for', () => {
    const bench = aLocker({
      couriers: [aCourier(1, { carriesFor: [stranger] })],
      organizations: [someRules({ acceptsUnannounced: false })],
      plans: [aPlan(1), aPlan(2, { organization: stranger })],
    })
    const session = bench.signIn()
    expect(bench.scan(session, 'LABEL-1').outcome).toEqual({ ok: false, why: 'unknown-label' })
    expect(bench.scan(session, 'LABEL-2').outcome.ok).toBe(true)
  })
})
