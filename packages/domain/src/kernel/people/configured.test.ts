import { aCourier, aPlan, someRules } from '@cubby/testing/kernel/builders'
import { aLocker } from '@cubby/testing/kernel/kernel-bench'
import { hours, later, millis, minutes, seconds } from '@cubby/kit/clock'
import { describe, expect, test } from 'vitest'
import { type MachineRules, usualRules } from '../../configuration/machine-rules.ts'
import { nextDueAt } from '../due.ts'

const [book, lamp] = [aPlan(1), aPlan(2)]
const lockerWith = (rules: Partial<MachineRules>, wish = {}) =>
  aLocker({ plans: [book, lamp], rules: { ...usualRules, ...rules }, ...wish })

describe('while a machine is maintained', () => {
  test('nothing new is put in, and the courier is told until when', () => {
    const bench = lockerWith({})
    const until = later(bench.now, hours(1))
    bench.known.rules = { ...usualRules, maintenanceUntil: until }
    const { effects, outcome } = bench.scan(bench.signIn(), book.label)
    expect({ effects, outcome }).toEqual({
      effects: [],
      outcome: { ok: false, why: 'maintenance', until },
    })
  })

  test('what was begun before can be finished, and what is inside taken out', () => {
    const bench = lockerWith({})
    const session = bench.signIn()
    bench.deposit(session, book)
    bench.scan(session, lamp.label)
    bench.known.rules = { ...usualRules, maintenanceUntil: later(bench.now, hours(1)) }
    expect(bench.scan(session, lamp.label).outcome).toMatchObject({ ok: true })
    bench.unlock()
    bench.closeAll()
    expect(bench.said('stay.deposited')).toHaveLength(2)
    const stay = bench.stayOf(book.label).id
    expect(bench.do({ do: 'undo-deposit', session, stay }).outcome).toMatchObject({ ok: true })
  })

  test('another cell is refused before the one that is open is given up', () => {
    const bench = lockerWith({})
    const session = bench.signIn()
    bench.scan(session, book.label)
    bench.known.rules = { ...usualRules, maintenanceUntil: later(bench.now, hours(1)) }
    const stay = bench.stayOf(book.label).id
    const { outcome } = bench.do({ do: 'another-cell', session, stay, reason: 'dirty' })
    expect(outcome).toMatchObject({ why: 'maintenance' })
    expect(bench.said('stay.cancelled')).toEqual([])
  })
})

describe('a limit that was made stricter', () => {
  test('unannounced parcels are refused although the organization takes them', () => {
    const wish = { plans: [], organizations: [someRules({ acceptsUnannounced: true })] }
    const bench = lockerWith({ acceptsUnannounced: false }, wish)
    const { outcome } = bench.scan(bench.signIn(), 'ANY', 'A')
    expect(outcome).toEqual({ ok: false, why: 'unknown-label' })
  })

  test('a courier has fewer doors open at a time', () => {
    const bench = lockerWith({ openDoorsPerSessionMax: 1 })
    const session = bench.signIn()
    bench.scan(session, book.label)
    expect(bench.scan(session, lamp.label).outcome).toEqual({
      ok: false,
      why: 'close-a-door',
      open: 1,
    })
  })

  test('codes are off for the day after fewer wrong tries', () => {
    const bench = lockerWith({ wrongTriesPerDay: 5 })
    for (let i = 0; i < 5; i++) bench.typeCode('00000000')
    bench.wait(minutes(2))
    expect(bench.typeCode('00000000').outcome).toEqual({ ok: false, why: 'locked', until: null })
  })

  test('an idle courier is signed out sooner, and the machine knows when to look', () => {
    const bench = lockerWith({ courierIdle: seconds(60) })
    bench.signIn(aCourier())
    expect(nextDueAt(bench.state, bench.directory, bench.known.rules)).toBe(
      later(bench.now, seconds(60)),
    )
    bench.wait(seconds(60))
    expect(bench.said('session.ended')).toMatchObject([{ reason: 'idle' }])
  })

  test('a door that stands open is told of sooner, cell by cell', () => {
    const bench = lockerWith({})
    const slow = bench.cellNamed('A1').id
    bench.known.rules = {
      ...usualRules,
      doorOpenMax: (cell) => (cell === slow ? seconds(600) : seconds(30)),
    }
    bench.scan(bench.signIn(), book.label)
    bench.unlock()
    expect(bench.stayOf(book.label).cell).toBe(slow)
    bench.wait(seconds(599))
    expect(bench.said('door.left-open')).toEqual([])
    bench.wait(millis(1_000))
    expect(bench.said('door.left-open')).toHaveLength(1)
  })
})
