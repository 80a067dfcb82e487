import { must } from '@cubby/kit/assert'
import { days, hours, instant, millis, minutes, seconds } from '@cubby/kit/clock'
import {
  aCell,
  aCommand,
  aCourier,
  aGrant,
  anId,
  aPlan,
  morning,
  shop,
  someRules,
  stranger,
} from '@cubby/testing/kernel/builders'
import { aLocker, type KernelBench } from '@cubby/testing/kernel/kernel-bench'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { doorOf, isInUse } from '../cells/cell-state.ts'
import { holdsCell, isEnded } from '../cells/stay.ts'
import { type Entry, entryBody } from '../journal/entries.ts'
import { nextDueAt } from './due.ts'
import { evolve } from './evolve.ts'
import { cellIn, freshLocker, type LockerState, staysIn } from './state.ts'

/** Three numbers that a step reads as it likes, so that every generated step means something in every state. */
type Dice = readonly [number, number, number]
type Step = (bench: KernelBench, dice: Dice) => unknown

const shared = { shipment: anId('shp', 9), mayShareCell: true }
const plans = [
  aPlan(1, shared),
  aPlan(2, { ...shared, carrier: null }),
  aPlan(3, { size: null, mayShareCell: true }),
  aPlan(4, { organization: stranger, carrier: stranger, label: 'LABEL-1' }),
  aPlan(5, { size: { height: 100, width: 300, depth: 600 }, lowCell: true }),
] as const
const grants = [
  aGrant(plans.slice(0, 2)),
  aGrant([plans[2]], { grant: anId('grn', 2), codeVerifier: '2'.repeat(64) }),
  aGrant([plans[3], plans[4]], { grant: anId('grn', 3), codeVerifier: '3'.repeat(64) }),
]
const couriers = [aCourier(1), aCourier(2), aCourier(3, { organization: stranger })]
const sides = ['front', 'back'] as const
const sensor = [null, null, true, false] as const
const pick = <T>(items: readonly T[], die: number): T | undefined =>
  items[die % Math.max(1, items.length)]

const aMachine = () =>
  aLocker({
    cells: [
      aCell({ name: '1', sides: ['front', 'back'] }),
      aCell({ name: '2' }),
      aCell({ name: '3', type: 'B', size: { height: 190, width: 380, depth: 640 }, heightMm: 200 }),
      aCell({
        name: '4',
        type: 'B',
        size: { height: 190, width: 380, depth: 640 },
        sides: ['back'],
      }),
    ],
    plans: [...plans],
    grants: [...grants],
    couriers: [...couriers],
    organizations: [someRules(), someRules({ organization: shop })],
  })

const sessionAt = (bench: KernelBench, die: number) =>
  pick(Object.values(bench.state.sessions), die)?.id ?? anId('ses', 1)
const stayAt = (bench: KernelBench, die: number) =>
  pick(staysIn(bench.state), die)?.id ?? anId('sty', 1)
const cellAt = (bench: KernelBench, die: number) =>
  must(pick(bench.known.cells, die), 'a machine has cells')

const people: Record<string, Step> = {
  'sign in': (bench, [a, b, c]) =>
    bench.do({
      do: 'sign-in-courier',
      side: sides[a % 2] ?? 'front',
      pinOk: c % 8 > 0,
      courier: pick([...couriers.map((each) => each.courier), null], b) ?? null,
    }),
  scan: (bench, [a, b, c]) =>
    bench.scan(
      sessionAt(bench, a),
      `LABEL-${b % 7}`,
      pick(['A', 'B', null], c) ?? null,
      c % 5 === 0,
    ),
  'another cell': (bench, [a, b, c]) =>
    bench.do({
      do: 'another-cell',
      session: sessionAt(bench, a),
      stay: stayAt(bench, b),
      reason: pick(['too-small', 'dirty', 'broken', 'occupied'] as const, c) ?? 'dirty',
    }),
  undo: (bench, [a, b]) =>
    bench.do({ do: 'undo-deposit', session: sessionAt(bench, a), stay: stayAt(bench, b) }),
  withdraw: (bench, [a, b]) =>
    bench.do({ do: 'withdraw', session: sessionAt(bench, a), stay: stayAt(bench, b) }),
  code: (bench, [a, b, c]) =>
    bench.do({
      do: 'enter-code',
      side: sides[a % 2] ?? 'front',
      codeVerifier: (c % 12 > 0 ? pick(grants, b)?.codeVerifier : null) ?? '9'.repeat(64),
    }),
  qr: (bench, [a, b, c]) =>
    bench.do({
      do: 'show-qr',
      side: sides[a % 2] ?? 'front',
      signatureHolds: c % 12 > 0,
      grant: pick(grants, b)?.grant ?? null,
    }),
  'open again': (bench, [a, b]) =>
    bench.do({ do: 'open-again', session: sessionAt(bench, a), cell: cellAt(bench, b).id }),
  problem: (bench, [a, b, c]) =>
    bench.do({
      do: 'report-problem',
      session: sessionAt(bench, a),
      cell: cellAt(bench, b).id,
      problem: pick(['empty', 'wrong', 'did-not-open'] as const, c) ?? 'empty',
    }),
  'walk away': (bench, [a]) => bench.do({ do: 'end-session', session: sessionAt(bench, a) }),
}

const world: Record<string, Step> = {
  command: (bench, [a, b, c]) => {
    const { id: cell, sides: has } = cellAt(bench, b)
    const open = { do: 'open', cell, side: pick(has, a) ?? 'front' } as const
    const action =
      pick([open, { do: 'block', cell, reason: 'x' }, { do: 'unblock', cell }] as const, a) ?? open
    const life = { expiresAt: instant(morning + days(c % 20)), notBefore: morning }
    const asOfSeq = pick([null, bench.state.seq, 3], c) ?? null
    bench.do({
      do: 'obey',
      command: aCommand(c % 30, action, life),
      asOfSeq,
      clockSynced: a % 7 > 0,
    })
  },
  time: (bench, [a, b]) => {
    const spans = [millis(300), seconds(2), seconds(6), minutes(4), minutes(6), hours(5), days(2)]
    bench.wait(pick(spans, a) ?? seconds(1))
    if (b % 40 === 0) bench.now = instant(morning + 1)
  },
  'lock springs': (bench, [a]) => {
    const [pulse] = bench.pulses.splice(a % Math.max(1, bench.pulses.length), 1)
    if (pulse) bench.moveDoor('open', pulse.cell, pulse.side)
  },
  'locks spring': (bench) => bench.unlock(),
  'door shut': (bench, [a, b]) => {
    const door = pick([...bench.openDoors.values()], a)
    if (door) bench.moveDoor('closed', door.cell, door.side, pick(sensor, b) ?? null)
  },
  'all shut': (bench, [, b]) => bench.closeAll(pick(sensor, b) ?? null),
  'door forced': (bench, [a, b]) => {
    const { id, sides: has } = cellAt(bench, a)
    bench.moveDoor('open', id, pick(has, b))
  },
  'pulse lost': (bench, [a]) => {
    const [pulse] = bench.pulses.splice(a % Math.max(1, bench.pulses.length), 1)
    if (pulse) bench.do({ do: 'pulse-failed', request: pulse.request })
  },
  'board silent': (bench, [a, b]) => {
    const { id, sides: has } = cellAt(bench, a)
    bench.loseSightOf(id, pick(has, b))
  },
  'board back': (bench, [, b]) => bench.look(pick(sensor, b) ?? null),
  'power cut': (bench, [a]) => bench.restart(a % 3 === 0 ? 'silent' : 'seen'),
  'feed changes': (bench, [a, b]) => {
    const index = a % plans.length
    const plan = must(plans[index], 'a plan')
    bench.known.plans[index] = {
      ...plan,
      recalled: b % 2 === 0,
      dueAt: b % 3 === 0 ? bench.now : null,
    }
    bench.known.couriers = b % 5 === 0 ? couriers.slice(1) : [...couriers]
    bench.known.grants = b % 7 === 0 ? [] : [...grants]
    bench.known.completeAt = bench.now
  },
}

/** What people mostly do, from end to end: without it no parcel would ever come to rest in a random day. */
const habits: Record<string, Step> = {
  'courier round': (bench, dice) => {
    if (!Object.values(bench.state.sessions).some(({ actor }) => actor.kind === 'courier'))
      people['sign in']?.(bench, [dice[0], dice[1], 1])
    people['scan']?.(bench, dice)
    bench.unlock()
    bench.closeAll(pick([...sensor, null, null, null, true], dice[2]) ?? null)
  },
  collection: (bench, dice) => {
    people['code']?.(bench, [dice[0], dice[1], 1])
    bench.unlock()
    bench.closeAll(pick([...sensor, null, null, null, null], dice[2]) ?? null)
  },
}

const steps = { ...people, ...world, ...habits }
const dice = fc.tuple(fc.nat(1_000), fc.nat(1_000), fc.nat(1_000))
const stepOf = (kind: Record<string, Step>) => fc.tuple(fc.constantFrom(...Object.keys(kind)), dice)
const aStep = fc.oneof(
  { weight: 3, arbitrary: stepOf(habits) },
  { weight: 4, arbitrary: stepOf(people) },
  {
    weight: 2,
    arbitrary: stepOf(
      pickSteps('time', 'locks spring', 'all shut', 'lock springs', 'door shut', 'board back'),
    ),
  },
  { weight: 1, arbitrary: stepOf(world) },
)
const aDay = (stepsMax: number) =>
  fc.array(aStep, { minLength: 20, maxLength: stepsMax, size: 'max' })

function pickSteps(...names: string[]): Record<string, Step> {
  return Object.fromEntries(Object.entries(world).filter(([name]) => names.includes(name)))
}

/** Two parcels of strangers never share a cell, whatever was cut, lost, forced or disputed. */
function oneStayForEachCell(state: LockerState) {
  const holders = staysIn(state).filter(holdsCell)
  expect(new Set(holders.map(({ cell }) => cell)).size).toBe(holders.length)
}

/** A cell is only given away when it is empty, in order, and seen shut on every side. */
function allocatesOnlyFreeCells(state: LockerState, { body }: Entry) {
  if (body.type !== 'stay.allocated' || state.stays[body.stay]) return
  const cell = cellIn(state, body.cell)
  expect(cell).toMatchObject({ use: { kind: 'free' }, service: { kind: 'ok' } })
  expect(isInUse(cell)).toBe(false)
  expect(Object.values(cell.doors).map(({ door }) => door)).not.toContain('unknown')
  expect(staysIn(state).filter((stay) => stay.cell === body.cell && !isEnded(stay))).toEqual([])
}

/** Custody moves only where it can: nothing leaves an empty stay, nothing comes back to life. */
function custodyIsConserved(state: LockerState, { body }: Entry) {
  if (
    body.type !== 'stay.deposited' &&
    body.type !== 'stay.collected' &&
    body.type !== 'stay.withdrawn'
  )
    return
  const stay = must(state.stays[body.stay], `${body.type} of no stay`)
  expect(isEnded(stay)).toBe(false)
  for (const parcel of body.parcels) {
    const item = stay.items.find((each) => each.parcel === parcel)
    expect(item?.inside).toBe(body.type !== 'stay.deposited')
  }
}

/**
 * Invariants 3 and 4: each pulse has its own intent, recorded before it, with a right that holds. An intent without a
 * pulse is for a door that stands open already.
 */
function everyPulseHasItsCause({ decisions, journal }: KernelBench) {
  const requests = new Set<string>()
  const accepted = new Set(
    journal.flatMap(({ body }) => (body.type === 'command.accepted' ? [body.command] : [])),
  )
  const needless = requestsForOpenDoors(journal)
  for (const { entries, effects } of decisions) {
    const asked = entries.filter((body) => body.type === 'door.requested')
    expect(effects.map(({ request, cell, side }) => ({ request, cell, side }))).toEqual(
      asked
        .filter(({ request }) => !needless.has(request))
        .map(({ request, cell, side }) => ({ request, cell, side })),
    )
    for (const { request, right } of asked) {
      expect(requests.has(request)).toBe(false)
      requests.add(request)
      if (right.kind === 'command') expect(accepted.has(right.command)).toBe(true)
    }
  }
}

function requestsForOpenDoors(journal: readonly Entry[]): Set<string> {
  const needless = new Set<string>()
  let state = freshLocker
  for (const entry of journal) {
    const { body } = entry
    if (body.type === 'door.requested') {
      const door = doorOf(cellIn(state, body.cell), body.side)
      if (door.door === 'open') needless.add(body.request)
    }
    state = evolve(state, entry)
  }
  return needless
}

/** The journal tells all there is to know, in a shape that travels. */
function journalIsTheWholeStory(bench: KernelBench) {
  let state = freshLocker
  for (const entry of bench.journal) {
    expect(entryBody.safeParse(entry.body).error).toBeUndefined()
    allocatesOnlyFreeCells(state, entry)
    custodyIsConserved(state, entry)
    state = evolve(state, entry)
    oneStayForEachCell(state)
  }
  expect(state).toEqual(bench.state)
  expect(JSON.parse(JSON.stringify(state))).toEqual(state)
}

/** Whatever stands open is on record as open, unless its board is silent. */
function openDoorsAreOnRecord(bench: KernelBench) {
  for (const { cell, side } of bench.openDoors.values())
    expect(['open', 'unknown']).toContain(cellIn(bench.state, cell).doors[side]?.door)
}

/**
 * Goal: no order of events breaks a promise of the locker.
 * Method: couriers, recipients, commands, doors, silent boards, lying clocks and power cuts in random order, while
 * the checks above read the journal as an auditor would.
 */
test('whatever happens in whatever order, the promises of a locker hold', () => {
  fc.assert(
    fc.property(aDay(100), (script) => {
      const bench = aMachine()
      for (const [name, dice] of script) {
        steps[name]?.(bench, dice)
        openDoorsAreOnRecord(bench)
      }
      everyPulseHasItsCause(bench)
      journalIsTheWholeStory(bench)
      expect(bench.state.seq).toBe(bench.journal.length)
    }),
    { numRuns: 300 },
  )
}, 60_000)

/** Goal: nothing is stranded. Method: any bad day, then quiet: staff look at every cell, everybody takes what is his. */
test('after any bad day, quiet and a look by staff leave every cell free again', () => {
  fc.assert(
    fc.property(aDay(60), (script) => {
      const bench = aMachine()
      for (const [name, dice] of script) steps[name]?.(bench, dice)
      bench.now = instant(Math.max(bench.now, morning) + days(10))
      bench.known.plans = plans.map((plan) => ({ ...plan, recalled: true }))
      bench.known.couriers = [...couriers]
      bench.pulses.length = 0
      bench.look()
      bench.closeAll()
      bench.wait(days(10))
      bench.known.completeAt = bench.now
      staffLookAtEveryCell(bench)
      takeEverythingOut(bench)
      expect(staysIn(bench.state).filter(holdsCell)).toEqual([])
      for (const { id } of bench.known.cells)
        expect(cellIn(bench.state, id)).toMatchObject({
          use: { kind: 'free' },
          service: { kind: 'ok' },
        })
      expect(
        Object.values(bench.state.commands).filter(({ status }) => status === 'accepted'),
      ).toEqual([])
      expect(
        nextDueAt(bench.state, bench.directory, bench.known.rules) ?? bench.now,
        'nobody is called for nothing',
      ).toBeGreaterThanOrEqual(bench.now)
    }),
    { numRuns: 150 },
  )
}, 60_000)

function staffLookAtEveryCell(bench: KernelBench) {
  bench.known.cells.forEach(({ id: cell }, index) => {
    const command = aCommand(
      200 + index,
      { do: 'unblock', cell },
      { expiresAt: instant(bench.now + 1) },
    )
    bench.do({ do: 'obey', command, asOfSeq: null, clockSynced: true })
  })
}

function takeEverythingOut(bench: KernelBench) {
  for (const stay of staysIn(bench.state).filter(holdsCell)) {
    // Whose it is takes it: of somebody else's nobody is told.
    for (const courier of couriers) {
      const session = bench.signIn(courier)
      if (bench.do({ do: 'withdraw', session, stay: stay.id }).outcome.ok) break
    }
    bench.unlock()
    bench.closeAll()
  }
}
