import { openHardware } from '@cubby/drivers/locker-hardware'
import { openScanner } from '@cubby/drivers/scanners/scanner'
import { must } from '@cubby/kit/assert'
import { instant, minutes, seconds } from '@cubby/kit/clock'
import { VirtualClock } from '@cubby/kit/virtual-clock'
import type { BenchState } from '@cubby/protocol/bench/state'
import { smallLayout } from '@cubby/testing/layouts'
import { seededIds } from '@cubby/testing/seeded-ids'
import { describe, expect, test } from 'vitest'
import type { Transport } from '../sync/transport.ts'
import { benchState } from './bench-state.ts'
import type { KeptMachine } from './machine-memory.ts'
import { NetworkPlug } from './network-plug.ts'
import { VirtualMachine } from './virtual-machine.ts'

const nowhere: Transport = {
  post: () => Promise.reject(new Error('nobody is there')),
  poke: () => Promise.reject(new Error('nobody is there')),
}

async function aMachine() {
  const clock = new VirtualClock(instant(0))
  const layout = smallLayout(seededIds('bench'))
  const file: { kept: KeptMachine | null } = { kept: null }
  const memory = {
    load: () => file.kept,
    save: (kept: KeptMachine) => void (file.kept = kept),
  }
  const built = () => new VirtualMachine({ plug: new NetworkPlug(nowhere), clock, memory })
  const machine = built()
  const hardware = await openHardware(machine.build(layout), { clock })
  const cell = must(layout.modules[0]?.cells[0], 'a cell').id
  const door = { cell, side: 'front' } as const
  const look = (of = machine) => must(cellIn(benchState(of, null), cell), 'the cell is there')
  const open = async () => {
    await clock.runUntil(hardware.pulse(cell, 'front'))
    await clock.advance(seconds(1))
  }
  const read = () => clock.runUntil(hardware.readAll())
  return { clock, layout, machine, another: built, hardware, door, look, open, read }
}

const cellIn = (state: BenchState, cell: string) =>
  state.modules.flatMap(({ cells }) => cells).find(({ id }) => id === cell)

describe('a virtual machine', () => {
  test('opens by a pulse, takes what is put in, and gives it back', async () => {
    const { machine, door, look, open } = await aMachine()
    await open()
    expect(look().doors.front).toMatchObject({ door: 'open' })
    machine.do({ do: 'put-item', ...door, label: 'JD0146' })
    machine.do({ do: 'close-door', ...door })
    expect(look()).toMatchObject({
      item: { label: 'JD0146' },
      doors: { front: { door: 'closed' } },
    })
  })

  test('lets nobody reach through a closed door', async () => {
    const { machine, door } = await aMachine()
    expect(() => machine.do({ do: 'put-item', ...door, label: null })).toThrow('closed door')
    expect(() => machine.do({ do: 'take-item', ...door })).toThrow('closed door')
  })

  test('with a jammed bolt takes the pulse and stays shut', async () => {
    const { machine, door, look, open } = await aMachine()
    machine.do({ do: 'jam', ...door })
    await open()
    expect(look().doors.front).toMatchObject({ door: 'closed', isJammed: true })
    const pulses = machine.frames.recent().filter(({ meaning }) => meaning.kind === 'open')
    expect(pulses).toHaveLength(1)
  })

  test.each([
    ['the power of its board is cut', { do: 'cut-power', board: 'board-0' }, 'restore-power'],
    ['its wires are cut', { do: 'cut-bus', bus: 'bus-0' }, 'mend-bus'],
    ['its answers are damaged', { do: 'garble', board: 'board-0' }, 'ungarble'],
  ] as const)('is unknown while %s, and known again after', async (_fault, hand, mend) => {
    const { machine, read, clock } = await aMachine()
    const doors = async () => new Set([...(await read()).values()].map(({ door }) => door))
    expect(await doors()).toEqual(new Set(['closed']))
    machine.do(hand)
    // A board is believed to be gone after a few failures in a row.
    for (let look = 0; look < 5; look++) {
      await read()
      await clock.advance(seconds(2))
    }
    expect(await doors()).toEqual(new Set(['unknown']))
    if ('board' in hand && mend !== 'mend-bus') machine.do({ do: mend, board: hand.board })
    if ('bus' in hand) machine.do({ do: 'mend-bus', bus: hand.bus })
    await clock.advance(minutes(2))
    expect(await doors()).toEqual(new Set(['closed']))
  })

  test.each(['slow-down', 'echo'] as const)('can still be read with %s', async (fault) => {
    const { machine, read } = await aMachine()
    machine.do(fault === 'echo' ? { do: fault, bus: 'bus-0' } : { do: fault, board: 'board-0' })
    const doors = new Set([...(await read()).values()].map(({ door }) => door))
    expect(doors).toEqual(new Set(['closed']))
    const heard = machine.frames.recent().map(({ meaning }) => meaning.kind)
    expect(heard.includes('echo')).toBe(fault === 'echo')
  })

  test('that is switched off and on again has the same things inside', async () => {
    const { machine, another, layout, door, look, open } = await aMachine()
    await open()
    machine.do({ do: 'put-item', ...door, label: 'JD0146' })
    machine.do({ do: 'jam', ...door })
    const again = another()
    again.build(layout)
    expect(look(again)).toEqual(look())
    expect(look(again)).toMatchObject({
      item: { label: 'JD0146' },
      doors: { front: { door: 'open', isJammed: true } },
    })
  })

  test('reads codes with a reader on each side', async () => {
    const { machine, clock } = await aMachine()
    const scans: string[] = []
    for (const scanner of machine.scanners)
      openScanner(scanner, { clock, onScan: (text) => scans.push(`${scanner.side} ${text}`) })
    machine.do({ do: 'scan', text: 'JD0146', side: 'front' })
    machine.do({ do: 'scan', text: 'JD0147', side: 'back' })
    await clock.advance(seconds(1))
    expect(scans).toEqual(['front JD0146', 'back JD0147'])
  })

  test('tells nobody that it is there while its plug is pulled', async () => {
    const { machine } = await aMachine()
    machine.do({ do: 'pull-plug' })
    expect(benchState(machine, null).isPluggedIn).toBe(false)
    machine.do({ do: 'plug-in' })
    expect(benchState(machine, null).isPluggedIn).toBe(true)
  })

  test.each([
    { do: 'cut-power', board: 'board-7' },
    { do: 'cut-bus', bus: 'bus-7' },
    { do: 'jam', cell: 'cel_00000000000000000000000000', side: 'front' },
  ] as const)('has no part for %j', async (hand) => {
    const { machine } = await aMachine()
    expect(() => machine.do(hand)).toThrow(/^there (is|are) no /)
  })
})
