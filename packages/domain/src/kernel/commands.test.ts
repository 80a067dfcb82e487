import { aCommand, aGrant, aPlan, morning } from '@cubby/testing/kernel/builders'
import { aLocker, type KernelBench } from '@cubby/testing/kernel/kernel-bench'
import { hours, instant, minutes, seconds } from '@cubby/kit/clock'
import { limits } from '@cubby/kit/limits'
import { describe, expect, test } from 'vitest'
import type { Command } from '../rights/directory.ts'

const book = aPlan(1)

const obey = (
  bench: KernelBench,
  command: Command,
  asOfSeq: number | null = null,
  clockSynced = true,
) => bench.do({ do: 'obey', command, asOfSeq, clockSynced })

const openA1 = (bench: KernelBench, number = 1, wish: Partial<Command> = {}) =>
  aCommand(number, { do: 'open', cell: bench.cellNamed('A1').id, side: 'front' }, wish)

const kinds = (bench: KernelBench) =>
  bench.journal.map(({ body }) => body.type).filter((type) => type.startsWith('command.'))

describe('a remote opening', () => {
  test('is accepted, opens the door under its own right, and is answered when the door is open', () => {
    const bench = aLocker()
    const { entries } = obey(bench, openA1(bench))
    expect(entries.map(({ type }) => type)).toEqual(['command.accepted', 'door.requested'])
    expect(bench.said('door.requested')).toMatchObject([
      { purpose: 'remote', right: { kind: 'command' } },
    ])
    bench.unlock()
    expect(bench.said('command.done')).toMatchObject([{ outcome: 'opened' }])
    bench.closeAll()
    expect(bench.said('door.forced')).toEqual([])
  })

  test('delivered twice acts once, before and after it ended (invariant 4)', () => {
    const bench = aLocker()
    obey(bench, openA1(bench))
    expect(obey(bench, openA1(bench)).entries).toEqual([])
    bench.unlock()
    bench.closeAll()
    expect(obey(bench, openA1(bench)).entries).toEqual([])
  })

  test('after its time expires unrun, and before its time is left for later (invariant 7)', () => {
    const bench = aLocker()
    const late = openA1(bench, 1, { expiresAt: bench.now })
    const early = openA1(bench, 2, {
      notBefore: instant(bench.now + 1),
      expiresAt: instant(bench.now + hours(1)),
    })
    obey(bench, late)
    expect(obey(bench, early).entries).toEqual([])
    expect(kinds(bench)).toEqual(['command.expired'])
    bench.wait(seconds(1))
    expect(obey(bench, early).effects).toHaveLength(1)
    expect(obey(bench, late).entries).toEqual([])
  })

  test.each([
    ['the clock is not set', 'clock', {}, null, false],
    ['something happened since at this cell', 'stale-precondition', {}, 0, true],
    ['there is no such side', 'no-such-cell', { side: 'back' }, null, true],
    [
      'there is no such cell',
      'no-such-cell',
      { cell: 'cel_01kjprzb00e00800000000zzzz' },
      null,
      true,
    ],
  ] as const)('is refused when %s', (_, why, action, asOfSeq, clockSynced) => {
    const bench = aLocker()
    const command = openA1(bench)
    const odd = { ...command, action: { ...command.action, ...action } }
    expect(obey(bench, odd, asOfSeq, clockSynced).effects).toEqual([])
    expect(bench.said('command.refused')).toMatchObject([{ why }])
  })

  test('holds against a state that was known, whatever happened at other cells', () => {
    const bench = aLocker({ plans: [book] })
    const known = bench.state.seq
    bench.deposit(bench.signIn(), book)
    const b1 = aCommand(2, { do: 'open', cell: bench.cellNamed('B1').id, side: 'front' })
    expect(obey(bench, openA1(bench), known).effects).toEqual([])
    expect(obey(bench, b1, known).effects).toHaveLength(1)
  })

  test('of a door that is open or opening is refused', () => {
    const bench = aLocker()
    obey(bench, openA1(bench, 1))
    obey(bench, openA1(bench, 2))
    bench.unlock()
    obey(bench, openA1(bench, 3))
    expect(bench.said('command.refused').map(({ why }) => why)).toEqual([
      'already-open',
      'already-open',
    ])
  })

  test('is capped for each hour, and the hour passes', () => {
    const bench = aLocker()
    const life = { expiresAt: instant(morning + hours(5)) }
    for (let i = 1; i <= limits.remoteOpensPerHourMax; i++) {
      expect(obey(bench, openA1(bench, i, life)).effects).toHaveLength(1)
      bench.unlock()
      bench.closeAll()
    }
    obey(bench, openA1(bench, 100, life))
    expect(bench.said('command.refused')).toMatchObject([{ why: 'cap' }])
    bench.wait(hours(1))
    expect(obey(bench, openA1(bench, 101, life)).effects).toHaveLength(1)
  })

  test('whose bolt is stuck is answered as not opened', () => {
    const bench = aLocker()
    obey(bench, openA1(bench))
    bench.wait(limits.doorOpensWithin)
    expect(bench.said('command.done')).toMatchObject([{ outcome: 'not-opened' }])
  })

  test('whose outcome nobody saw ends as unknown, and is never run again (invariant 12)', () => {
    const bench = aLocker()
    obey(bench, openA1(bench))
    bench.loseSightOf(bench.cellNamed('A1').id)
    bench.wait(limits.doorOpensWithin)
    bench.wait(minutes(1))
    expect(kinds(bench)).toEqual(['command.accepted', 'command.unknown'])
    expect(obey(bench, openA1(bench)).entries).toEqual([])
  })

  test('out of sight ends as unknown when a person asks for the same door', () => {
    const bench = aLocker({ plans: [book], grants: [aGrant([book])] })
    bench.deposit(bench.signIn(), book)
    obey(bench, openA1(bench))
    bench.loseSightOf(bench.cellNamed('A1').id)
    expect(bench.typeCode('11112222').effects).toHaveLength(1)
    expect(kinds(bench)).toEqual(['command.accepted', 'command.unknown'])
  })

  test('cut short by a restart ends as unknown, or as opened when the door stands open', () => {
    const shut = aLocker()
    obey(shut, openA1(shut))
    shut.restart()
    expect(kinds(shut)).toEqual(['command.accepted', 'command.unknown'])
    expect(shut.pulses).toEqual([])
    const open = aLocker()
    obey(open, openA1(open))
    const { id } = open.cellNamed('A1')
    open.openDoors.set(`${id} front`, { cell: id, side: 'front' })
    open.restart()
    expect(kinds(open)).toEqual(['command.accepted', 'command.done'])
  })

  test('of a full cell that a sensor then finds empty puts the cell out of use', () => {
    const bench = aLocker({ plans: [book] })
    bench.deposit(bench.signIn(), book)
    obey(bench, openA1(bench))
    bench.unlock()
    bench.closeAll(false)
    expect(bench.said('cell.faulty')).toMatchObject([{ reason: 'outcome-unknown' }])
  })
})

describe('blocking', () => {
  test('takes a cell out of the draw, and unblocking brings it back', () => {
    const bench = aLocker({ plans: [book] })
    const { id } = bench.cellNamed('A1')
    obey(bench, aCommand(1, { do: 'block', cell: id, reason: 'paint' }))
    const session = bench.signIn()
    expect(bench.scan(session, book.label).outcome).toMatchObject({ doors: [{ name: 'A2' }] })
    obey(bench, aCommand(2, { do: 'unblock', cell: id }))
    expect(bench.scan(session, 'X', 'A').outcome).toMatchObject({ doors: [{ name: 'A1' }] })
    expect(bench.said('command.done').map(({ outcome }) => outcome)).toEqual([
      'blocked',
      'unblocked',
    ])
  })

  test('a cell does not keep the parcel in it from its recipient or courier', () => {
    const bench = aLocker({ plans: [book] })
    const session = bench.signIn()
    bench.deposit(session, book)
    obey(bench, aCommand(1, { do: 'block', cell: bench.cellNamed('A1').id, reason: 'paint' }))
    bench.known.plans[0] = { ...book, recalled: true }
    const { outcome } = bench.do({ do: 'withdraw', session, stay: bench.stayOf(book.label).id })
    expect(outcome).toMatchObject({ ok: true })
  })
})

test('long past its life a command is forgotten, and expires when it is delivered once more', () => {
  const bench = aLocker()
  obey(bench, openA1(bench))
  bench.unlock()
  bench.closeAll()
  bench.wait(hours(60))
  obey(
    bench,
    aCommand(
      2,
      { do: 'unblock', cell: bench.cellNamed('B1').id },
      { expiresAt: instant(bench.now + 1) },
    ),
  )
  expect(Object.keys(bench.state.commands)).toHaveLength(1)
  expect(obey(bench, openA1(bench)).effects).toEqual([])
})
