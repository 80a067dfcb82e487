import { describe, expect, test } from 'vitest'
import { instant } from '@cubby/kit/clock'
import { VirtualClock } from '@cubby/kit/virtual-clock'
import { allBoards, boardNamed } from '../boards/all.ts'
import { asksPerChannel } from '../define-board.ts'
import { attachBoards } from '../emulator/attach-boards.ts'
import { EmulatedBoard } from '../emulator/emulated-board.ts'
import { memoryLinePair } from '../lines/memory-line.ts'
import { probeBoards } from './probe-boards.ts'

/** Boards on one pair of wires, by model and address. */
function aWire(...there: [model: string, address: number][]) {
  const clock = new VirtualClock(instant(0))
  const { driverEnd, boardEnd } = memoryLinePair()
  const boards = there.map(
    ([model, address]) => new EmulatedBoard({ definition: boardNamed(model)!, address, clock }),
  )
  const { faults } = attachBoards(boardEnd, boards)
  const probe = () =>
    clock.runUntil(probeBoards({ line: driverEnd, definitions: allBoards, clock }))
  return { clock, boards, faults, probe }
}

describe('an installer who probes', () => {
  test('sees which boards are on the wires, and no door moves', async () => {
    const { boards, probe } = aWire(['kerong-cu48', 0], ['kerong-cu48b', 3], ['kerong-cu48b', 9])
    expect(await probe()).toEqual([
      { address: 0, models: ['kerong-cu48'] },
      { address: 3, models: ['kerong-cu48b'] },
      { address: 9, models: ['kerong-cu48b'] },
    ])
    expect(boards.flatMap(({ pulses }) => pulses)).toEqual([])
  })

  const modbus = ['modbus-relay', 'lc-modbus-relay']
  const found = allBoards.filter(({ commands }) => commands.status)

  test.each(found)('finds a $model, and at most its sisters with it', async (definition) => {
    const address = definition.addresses.first + 1
    const { probe, boards } = aWire([definition.model, address])
    const [only, ...more] = await probe()
    expect([only?.address, more]).toEqual([address, []])
    expect(only?.models).toContain(definition.model)
    // Makers who ask in the same words cannot be told apart by asking.
    const families = new Set(only?.models.map((model) => boardNamed(model)?.family))
    const alike = modbus.includes(definition.family) ? modbus : [definition.family]
    expect(families).toEqual(new Set(alike))
    expect(boards[0]?.pulses).toEqual([])
  })

  test('finds boards behind an adapter that hears itself', async () => {
    const { probe, faults } = aWire(['shuoming-8a-32', 2], ['winnsen-16', 3], ['wkly-12', 4])
    faults.hasEcho = true
    expect(await probe()).toEqual([
      { address: 2, models: ['shuoming-8a-32'] },
      { address: 3, models: ['winnsen-16'] },
      { address: 4, models: ['wkly-12'] },
    ])
  })

  test('is done within a minute on an empty wire', async () => {
    const { clock, probe } = aWire()
    expect(await probe()).toEqual([])
    expect(clock.monotonic()).toBeLessThan(60_000)
  })

  test('is told the one question per door where that is the language', () => {
    expect(allBoards.filter(asksPerChannel).map(({ model }) => model)).toEqual([
      'winnsen-16-one-by-one',
    ])
  })
})
