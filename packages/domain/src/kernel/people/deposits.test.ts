import {
  aCell,
  aCourier,
  anId,
  aPlan,
  carrier,
  shop,
  someRules,
  stranger,
} from '@cubby/testing/kernel/builders'
import { aLocker } from '@cubby/testing/kernel/kernel-bench'
import { days, minutes, seconds } from '@cubby/kit/clock'
import { limits } from '@cubby/kit/limits'
import { describe, expect, test } from 'vitest'

const book = aPlan(1)
const lamp = aPlan(2)
const crate = aPlan(3, { size: { height: 390, width: 380, depth: 640 } })

describe('an announced parcel', () => {
  test('gets the smallest cell that fits, and its door opens', () => {
    const bench = aLocker({ plans: [book] })
    const { outcome, effects, entries } = bench.scan(bench.signIn(), book.label)
    const { id } = bench.cellNamed('A1')
    expect(outcome).toMatchObject({ ok: true, did: 'opening', doors: [{ cell: id, name: 'A1' }] })
    expect(entries.map((entry) => entry.type)).toEqual(['stay.allocated', 'door.requested'])
    expect(effects).toMatchObject([{ do: 'pulse', cell: id, side: 'front' }])
  })

  test('is deposited when the door closes, and not before', () => {
    const bench = aLocker({ plans: [book] })
    const session = bench.signIn()
    bench.scan(session, book.label)
    bench.unlock()
    expect(bench.said('stay.deposited')).toEqual([])
    bench.closeAll()
    expect(bench.said('stay.deposited')).toMatchObject([
      { parcels: [book.parcel], dueAt: bench.now + days(3) },
    ])
    expect(bench.stateOf(bench.cellNamed('A1').id).use.kind).toBe('occupied')
  })

  test('keeps its cell and gets no second pulse when its label is scanned again', () => {
    const bench = aLocker({ plans: [book] })
    const session = bench.signIn()
    const first = bench.scan(session, book.label)
    const whileOpening = bench.scan(session, book.label)
    bench.unlock()
    const whileOpen = bench.scan(session, book.label)
    for (const { outcome, entries } of [whileOpening, whileOpen]) {
      expect(outcome).toEqual(first.outcome)
      expect(entries).toEqual([])
    }
  })

  test.each([
    ['006141411234567890', ']C100006141411234567890'],
    ['(00)006141411234567890', '00006141411234567890'],
    ['00006141411234567890', 'https://id.gs1.org/00/006141411234567890'],
    ['RR123456785GB', 'rr 123 456 785 gb'],
  ])('announced as %s is known by the scan %s, and by either once it is inside', (label, scan) => {
    const announced = aPlan(1, { label })
    const bench = aLocker({ plans: [announced] })
    const session = bench.signIn()
    expect(bench.scan(session, scan).outcome).toMatchObject({ ok: true, did: 'opening' })
    expect(bench.said('stay.allocated')).toMatchObject([{ label, parcel: announced.parcel }])
    bench.unlock()
    bench.closeAll()
    for (const again of [scan, label])
      expect(bench.scan(session, again).outcome).toMatchObject({ why: 'already-inside' })
  })

  test('whose label has a wrong check digit is not taken for another', () => {
    const bench = aLocker({ plans: [aPlan(1, { label: '006141411234567890' })] })
    const { outcome } = bench.scan(bench.signIn(), ']C100006141411234567891')
    expect(outcome).toMatchObject({ ok: false })
  })

  test('is said to be inside already once it is', () => {
    const bench = aLocker({ plans: [book] })
    const session = bench.signIn()
    const { cell } = bench.deposit(session, book)
    expect(bench.scan(session, book.label).outcome).toEqual({
      ok: false,
      why: 'already-inside',
      cell,
    })
  })

  test('is not for a courier of another carrier', () => {
    const bench = aLocker({ plans: [book], couriers: [aCourier(1, { organization: stranger })] })
    expect(bench.scan(bench.signIn(), book.label).outcome).toEqual({
      ok: false,
      why: 'unknown-label',
    })
  })

  test('is not taken in any more once it was called off', () => {
    const bench = aLocker({ plans: [aPlan(1, { recalled: true })], organizations: [] })
    expect(bench.scan(bench.signIn(), book.label).outcome).toEqual({
      ok: false,
      why: 'unknown-label',
    })
  })

  test('of unknown measures needs a size class from the courier', () => {
    const plan = aPlan(1, { size: null })
    const bench = aLocker({ plans: [plan] })
    const session = bench.signIn()
    expect(bench.scan(session, plan.label).outcome).toEqual({
      ok: false,
      why: 'size-needed',
      types: ['A', 'B', 'C'],
    })
    expect(bench.deposit(session, plan, 'B').name).toBe('B1')
  })

  test('that fits no cell is too big, and one that fits only taken cells finds them full', () => {
    const bench = aLocker({
      plans: [
        crate,
        aPlan(4, { size: crate.size }),
        aPlan(5, { size: { height: 900, width: 900, depth: 900 } }),
      ],
    })
    const session = bench.signIn()
    bench.deposit(session, crate)
    expect(bench.scan(session, 'LABEL-4').outcome).toEqual({ ok: false, why: 'full' })
    expect(bench.scan(session, 'LABEL-5').outcome).toEqual({ ok: false, why: 'too-big' })
  })

  test('is for the plan of this carrier when two shops use the same label', () => {
    const theirs = aPlan(7, { label: book.label, organization: stranger, carrier: stranger })
    const bench = aLocker({
      plans: [theirs, book],
      couriers: [aCourier(1), aCourier(2, { organization: stranger })],
    })
    bench.deposit(bench.signIn(aCourier(1)), book)
    bench.deposit(bench.signIn(aCourier(2)), theirs)
    expect(bench.said('stay.deposited').map(({ parcels }) => parcels)).toEqual([
      [book.parcel],
      [theirs.parcel],
    ])
  })
})

describe('an unannounced parcel', () => {
  test('needs a size class, and is then taken in for the carrier', () => {
    const bench = aLocker()
    const session = bench.signIn()
    expect(bench.scan(session, 'NEW').outcome).toMatchObject({ ok: false, why: 'size-needed' })
    expect(bench.deposit(session, { label: 'NEW' }, 'B').name).toBe('B1')
    expect(bench.said('stay.allocated')).toMatchObject([
      { announced: false, organization: carrier, shipment: null, label: 'NEW' },
    ])
    expect(bench.stayOf('NEW').dueAt).toBe(bench.now + days(3))
  })

  test('is refused where the organization does not allow it', () => {
    const bench = aLocker({ organizations: [someRules({ acceptsUnannounced: false })] })
    expect(bench.scan(bench.signIn(), 'NEW', 'A').outcome).toEqual({
      ok: false,
      why: 'unknown-label',
    })
  })
})

describe('another cell', () => {
  const asked = (reason: 'too-small' | 'dirty' | 'broken' | 'occupied', known = {}) => {
    const bench = aLocker({ plans: [book], ...known })
    const session = bench.signIn()
    bench.scan(session, book.label)
    bench.unlock()
    const stay = bench.stayOf(book.label).id
    return { bench, session, ...bench.do({ do: 'another-cell', session, stay, reason }) }
  }

  test.each(['dirty', 'broken', 'occupied'] as const)(
    'because it is %s keeps the first out of use',
    (reason) => {
      const { bench, outcome } = asked(reason)
      expect(outcome).toMatchObject({ ok: true, doors: [{ name: 'A2' }] })
      const before = bench.stateOf(bench.cellNamed('A1').id)
      expect(before.service).toEqual({ kind: 'blocked', reason })
      expect(before.use).toEqual({ kind: 'free' })
      expect(bench.said('stay.cancelled')).toMatchObject([{ reason, frees: true }])
    },
  )

  test('because it is too small is a larger one, and the first stays in use', () => {
    const { bench, outcome } = asked('too-small')
    expect(outcome).toMatchObject({ ok: true, doors: [{ name: 'B1' }] })
    expect(bench.stateOf(bench.cellNamed('A1').id).service).toEqual({ kind: 'ok' })
  })

  test('works for a parcel that nobody announced, too', () => {
    const bench = aLocker()
    const session = bench.signIn()
    bench.scan(session, 'NEW', 'A')
    bench.unlock()
    const stay = bench.stayOf('NEW').id
    const { outcome } = bench.do({ do: 'another-cell', session, stay, reason: 'too-small' })
    expect(outcome).toMatchObject({ ok: true, doors: [{ name: 'B1' }] })
  })

  test('is refused when the machine has no larger one', () => {
    const { outcome, bench } = asked('too-small', { cells: [aCell({ name: 'only' })] })
    expect(outcome).toEqual({ ok: false, why: 'too-big' })
    bench.closeAll()
    expect(bench.said('stay.deposited')).toEqual([])
  })

  test('comes too late once the door has closed', () => {
    const bench = aLocker({ plans: [book] })
    const session = bench.signIn()
    bench.deposit(session, book)
    const stay = bench.stayOf(book.label).id
    expect(bench.do({ do: 'another-cell', session, stay, reason: 'dirty' }).outcome).toEqual({
      ok: false,
      why: 'too-late',
    })
  })

  test("is not for somebody else's parcel", () => {
    const bench = aLocker({ plans: [book], couriers: [aCourier(1), aCourier(2)] })
    bench.scan(bench.signIn(aCourier(1)), book.label)
    const stay = bench.stayOf(book.label).id
    const session = bench.signIn(aCourier(2))
    expect(bench.do({ do: 'another-cell', session, stay, reason: 'dirty' }).outcome).toEqual({
      ok: false,
      why: 'no-such-stay',
    })
  })
})

describe('undoing a deposit', () => {
  test('before the door closes frees the cell, and closing it then means nothing', () => {
    const bench = aLocker({ plans: [book] })
    const session = bench.signIn()
    bench.scan(session, book.label)
    bench.unlock()
    bench.do({ do: 'undo-deposit', session, stay: bench.stayOf(book.label).id })
    bench.closeAll()
    expect(bench.said('stay.cancelled')).toMatchObject([{ reason: 'undo', frees: true }])
    expect(bench.said('stay.deposited')).toEqual([])
    expect(bench.stateOf(bench.cellNamed('A1').id)).toMatchObject({
      use: { kind: 'free' },
      service: { kind: 'ok' },
    })
  })

  test('after the door closed opens it again to take the parcel out', () => {
    const bench = aLocker({ plans: [book] })
    const session = bench.signIn()
    bench.deposit(session, book)
    bench.do({ do: 'undo-deposit', session, stay: bench.stayOf(book.label).id })
    bench.unlock()
    bench.closeAll()
    expect(bench.said('stay.withdrawn')).toMatchObject([{ parcels: [book.parcel], reason: 'undo' }])
    expect(bench.deposit(session, book).name).toBe('A1')
  })

  test('is only for what was put in since he signed in', () => {
    const bench = aLocker({ plans: [book] })
    bench.deposit(bench.signIn(), book)
    bench.wait(minutes(1))
    const session = bench.signIn()
    const { outcome } = bench.do({ do: 'undo-deposit', session, stay: bench.stayOf(book.label).id })
    expect(outcome).toEqual({ ok: false, why: 'too-late' })
  })
})

describe('sharing a cell', () => {
  const shipment = { shipment: anId('shp', 9), mayShareCell: true }
  const pair = [aPlan(1, shipment), aPlan(2, shipment)] as const

  test('brings parcels of one shipment together, before and after the first is in', () => {
    const three = [...pair, aPlan(3, { ...shipment, size: { height: 20, width: 200, depth: 300 } })]
    const bench = aLocker({ plans: three })
    const session = bench.signIn()
    bench.scan(session, pair[0].label)
    bench.unlock()
    expect(bench.scan(session, pair[1].label).outcome).toMatchObject({ doors: [{ name: 'A1' }] })
    bench.closeAll()
    expect(bench.said('stay.deposited')).toMatchObject([
      { parcels: [anId('prc', 1), anId('prc', 2)] },
    ])
    expect(bench.deposit(session, { label: 'LABEL-3' }).name).toBe('A1')
    expect(bench.said('stay.deposited').at(-1)).toMatchObject({ parcels: [anId('prc', 3)] })
  })

  test('is left alone when it would be tight, when it is not allowed, and for another shipment', () => {
    const bench = aLocker({
      plans: [
        pair[0],
        aPlan(2, { ...shipment, size: { height: 80, width: 300, depth: 600 } }),
        aPlan(3, { ...shipment, mayShareCell: false }),
        aPlan(4, { mayShareCell: true }),
      ],
    })
    const session = bench.signIn()
    const names = [1, 2, 3, 4].map(
      (number) => bench.deposit(session, { label: `LABEL-${number}` }).name,
    )
    expect(new Set(names).size).toBe(4)
  })

  test('undone takes out only what is not in yet', () => {
    const bench = aLocker({ plans: [...pair] })
    const session = bench.signIn()
    bench.deposit(session, pair[0])
    bench.scan(session, pair[1].label)
    bench.unlock()
    bench.do({ do: 'undo-deposit', session, stay: bench.stayOf(pair[1].label).id })
    bench.closeAll()
    expect(bench.said('stay.cancelled')).toMatchObject([
      { parcels: [pair[1].parcel], frees: false },
    ])
    expect(bench.stayOf(pair[0].label)).toMatchObject({
      phase: 'stored',
      items: [{ parcel: pair[0].parcel }],
    })
  })

  test('ends in a cell of the same size when there was too little room', () => {
    const bench = aLocker({ plans: [...pair] })
    const session = bench.signIn()
    bench.deposit(session, pair[0])
    bench.scan(session, pair[1].label)
    bench.unlock()
    const stay = bench.stayOf(pair[1].label).id
    const { outcome } = bench.do({ do: 'another-cell', session, stay, reason: 'too-small' })
    expect(outcome).toMatchObject({ ok: true, doors: [{ name: 'A2' }] })
    expect(bench.stayOf(pair[0].label).phase).toBe('stored')
  })
})

describe('open doors', () => {
  const many = [1, 2, 3, 4].map((number) => aPlan(number, { organization: shop }))

  test('are at most as many as one person can watch', () => {
    const bench = aLocker({ plans: many })
    const session = bench.signIn()
    for (const { label } of many.slice(0, limits.openDoorsPerSessionMax)) bench.scan(session, label)
    bench.unlock()
    const open = limits.openDoorsPerSessionMax
    expect(bench.scan(session, 'LABEL-4').outcome).toEqual({ ok: false, why: 'close-a-door', open })
    const stay = bench.stayOf('LABEL-1').id
    expect(bench.do({ do: 'another-cell', session, stay, reason: 'dirty' }).outcome).toEqual({
      ok: false,
      why: 'close-a-door',
      open,
    })
    expect(bench.scan(session, 'LABEL-1').outcome, 'a door that is open already').toMatchObject({
      ok: true,
    })
    bench.closeAll()
    expect(bench.scan(session, 'LABEL-4').outcome).toMatchObject({ ok: true })
  })

  test('count each courier by himself', () => {
    const bench = aLocker({ plans: many, couriers: [aCourier(1), aCourier(2)] })
    const first = bench.signIn(aCourier(1))
    for (const { label } of many.slice(0, 3)) bench.scan(first, label)
    bench.unlock()
    bench.wait(seconds(5))
    expect(bench.scan(bench.signIn(aCourier(2)), 'LABEL-4').outcome).toMatchObject({ ok: true })
  })
})

test('a sensor that sees an empty cell outranks the closed door', () => {
  const bench = aLocker({ plans: [book, lamp] })
  const session = bench.signIn()
  bench.scan(session, book.label)
  bench.unlock()
  bench.closeAll(false)
  expect(bench.said('stay.cancelled')).toMatchObject([{ reason: 'left-empty', frees: true }])
  expect(bench.deposit(session, lamp).name).toBe('A1')
})

test('a sensor that sees something left behind after an undo keeps the cell out of use', () => {
  const bench = aLocker({ plans: [book] })
  const session = bench.signIn()
  bench.scan(session, book.label)
  bench.unlock()
  bench.do({ do: 'undo-deposit', session, stay: bench.stayOf(book.label).id })
  bench.closeAll(true)
  expect(bench.stateOf(bench.cellNamed('A1').id).service).toEqual({
    kind: 'faulty',
    reason: 'outcome-unknown',
  })
})
