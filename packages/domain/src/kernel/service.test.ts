import { isFree } from '../cells/allocate.ts'
import type { ServiceState } from '../machine/service.ts'
import { aGrant, anId, aPlan } from '@cubby/testing/kernel/builders'
import { aLocker } from '@cubby/testing/kernel/kernel-bench'
import { seconds } from '@cubby/kit/clock'
import { limits } from '@cubby/kit/limits'
import { describe, expect, test } from 'vitest'
import { freeByType } from './people/share.ts'
import { cellIn } from './state.ts'

const book = aPlan(1)
const lamp = aPlan(2)
const closed = { ok: false, why: 'not-in-service' } as const
const notInService: ServiceState[] = ['planned', 'testing', 'out-of-service', 'retired']

describe.each(notInService)('a machine that is %s', (service) => {
  test('takes no parcel, and says why', () => {
    const bench = aLocker({ plans: [book], service })
    const { outcome, entries } = bench.scan(bench.signIn(), book.label)
    expect(outcome).toEqual(closed)
    expect(entries).toEqual([])
    expect(freeByType(bench, null)).toEqual({
      A: 0,
      B: 0,
      C: 0,
    })
  })

  test('hands out what is inside', () => {
    const bench = aLocker({ plans: [book], grants: [aGrant([book])] })
    bench.deposit(bench.signIn(), book)
    bench.known.service = service
    expect(bench.typeCode('11112222').outcome).toMatchObject({ ok: true, did: 'opening' })
    bench.unlock()
    bench.closeAll()
    expect(bench.said('stay.collected')).toHaveLength(1)
  })

  test('gives back to a courier what was recalled', () => {
    const bench = aLocker({ plans: [book] })
    const session = bench.signIn()
    bench.deposit(session, book)
    bench.known.service = service
    bench.known.plans = [{ ...book, recalled: true }]
    const { id: stay } = bench.stayOf(book.label)
    expect(bench.do({ do: 'withdraw', session, stay }).outcome).toMatchObject({ ok: true })
  })
})

describe('a machine that goes out of service while somebody stands there', () => {
  test('still takes the parcel whose door is open', () => {
    const bench = aLocker({ plans: [book, lamp] })
    const session = bench.signIn()
    bench.scan(session, book.label)
    bench.unlock()
    bench.known.service = 'out-of-service'
    expect(bench.scan(session, book.label).outcome).toMatchObject({ ok: true, did: 'opening' })
    expect(bench.scan(session, lamp.label).outcome).toEqual(closed)
    bench.closeAll()
    expect(bench.said('stay.deposited')).toHaveLength(1)
  })

  test('offers no other cell, and lets him give this one up', () => {
    const bench = aLocker({ plans: [book] })
    const session = bench.signIn()
    bench.scan(session, book.label)
    bench.unlock()
    bench.known.service = 'out-of-service'
    const { id: stay } = bench.stayOf(book.label)
    const another = { do: 'another-cell', session, stay, reason: 'too-small' } as const
    expect(bench.do(another).outcome).toEqual(closed)
    expect(bench.do({ do: 'undo-deposit', session, stay }).outcome).toMatchObject({ ok: true })
  })
})

describe('a machine whose wiring is tested', () => {
  const open = (bench: ReturnType<typeof aLocker>, n: number, name = 'A1') =>
    bench.do({
      do: 'obey',
      asOfSeq: null,
      clockSynced: true,
      command: {
        command: anId('cmd', n),
        action: { do: 'open', cell: bench.cellNamed(name).id, side: 'front' },
        notBefore: bench.now,
        expiresAt: bench.now + 60_000,
        reason: 'wiring test',
      },
    })
  const openAndClose = (bench: ReturnType<typeof aLocker>, n: number, name = 'A1') => {
    open(bench, n, name)
    bench.unlock()
    bench.closeAll()
    bench.wait(seconds(4))
  }

  test('opens more doors in an hour than a machine in service, but not without end', () => {
    const bench = aLocker({ service: 'testing' })
    for (let n = 0; n < 2 * limits.remoteOpensPerHourMax; n++) openAndClose(bench, n)
    expect(bench.said('command.refused')).toEqual([])
    bench.state = {
      ...bench.state,
      testOpens: Array.from({ length: limits.testOpensPerHourMax }, () => bench.now),
    }
    openAndClose(bench, 900)
    expect(bench.said('command.refused')).toMatchObject([{ why: 'cap' }])
  })

  test('leaves the allowance of ordinary remote openings untouched', () => {
    const bench = aLocker({ service: 'testing' })
    for (let n = 0; n < limits.remoteOpensPerHourMax; n++) openAndClose(bench, n)
    bench.known.service = 'in-service'
    openAndClose(bench, 901)
    expect(bench.said('command.refused')).toEqual([])
  })

  test('guards a cell that holds something as always', () => {
    const bench = aLocker({ plans: [book] })
    bench.deposit(bench.signIn(), book)
    bench.known.service = 'testing'
    for (let n = 0; n <= limits.remoteOpensPerHourMax; n++) openAndClose(bench, n)
    expect(bench.said('command.refused')).toMatchObject([{ why: 'cap' }])
  })

  test('does not call it burglary when a technician opens a door', () => {
    const bench = aLocker({ service: 'testing' })
    const { id } = bench.cellNamed('A1')
    bench.moveDoor('open', id)
    expect(bench.said('door.forced')).toEqual([])
    expect(bench.said('door.opened')).toMatchObject([{ cell: id, request: null }])
    bench.moveDoor('closed', id)
    expect(isFree(cellIn(bench.state, id), bench.cellNamed('A1'))).toBe(true)
    bench.known.service = 'in-service'
    bench.moveDoor('open', id)
    expect(bench.said('door.forced')).toHaveLength(1)
  })
})
