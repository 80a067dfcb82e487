import { describe, expect, test } from 'vitest'
import { instant, millis, seconds } from '@cubby/kit/clock'
import type { CellId } from '@cubby/kit/ids'
import { VirtualClock } from '@cubby/kit/virtual-clock'
import { boardNamed } from './boards/all.ts'
import { attachBoards } from './emulator/attach-boards.ts'
import { EmulatedBoard } from './emulator/emulated-board.ts'
import type { BoardConfig, HardwareConfig } from './hardware-config.ts'
import { memoryLinePair } from './lines/memory-line.ts'
import { type DoorKey, openHardware } from './locker-hardware.ts'

type Placed = Omit<BoardConfig, 'id' | 'doorContact'> & { bus: string; cell: CellId }

/** Six boards of five families on three pairs of wires, one cell on the last channel of each. */
const machine: Placed[] = [
  { bus: 'left', model: 'kerong-cu16', address: 0, cell: 'cel_a' },
  { bus: 'left', model: 'kerong-cu48', address: 1, cell: 'cel_b' },
  { bus: 'middle', model: 'shuoming-8a-24', address: 1, byteOrder: 'low-first', cell: 'cel_c' },
  { bus: 'middle', model: 'winnsen-16', address: 2, cell: 'cel_d' },
  { bus: 'middle', model: 'waveshare-relay-8d', address: 3, cell: 'cel_e' },
  { bus: 'right', model: 'wkly-24', address: 0, cell: 'cel_f' },
]

async function aMixedMachine() {
  const clock = new VirtualClock(instant(0))
  const boards = new Map<CellId, EmulatedBoard>()
  const wires = new Map<string, ReturnType<typeof memoryLinePair>>()
  const config: HardwareConfig = { buses: [], doors: [] }
  for (const [bus, placed] of Map.groupBy(machine, (each) => each.bus)) {
    const pair = memoryLinePair(bus)
    wires.set(bus, pair)
    const emulated = placed.map(({ model, address, byteOrder, cell }) => {
      const definition = boardNamed(model)!
      const board = new EmulatedBoard({
        definition: byteOrder ? { ...definition, byteOrder } : definition,
        address,
        clock,
      })
      boards.set(cell, board)
      const channel = definition.channels - 1
      config.doors.push({ cell, side: 'front', board: cell.replace('_', '-'), channel })
      return board
    })
    attachBoards(pair.boardEnd, emulated)
    config.buses.push({
      id: bus,
      line: { kind: 'memory', line: pair.driverEnd },
      boards: placed.map(({ model, address, byteOrder, cell }) => ({
        id: cell.replace('_', '-'),
        model,
        address,
        doorContact: 'closed-is-1',
        byteOrder,
      })),
    })
  }
  const hardware = await openHardware(config, { clock })
  const board = (cell: CellId) => boards.get(cell)!
  const lastOf = (cell: CellId) => board(cell).definition.channels - 1
  const read = async () =>
    Object.fromEntries(
      [...(await clock.runUntil(hardware.readAll()))].map(([key, { door }]) => [key, door]),
    )
  return { clock, config, hardware, wires, board, lastOf, read }
}

const cells = machine.map(({ cell }) => cell)
const key = (cell: CellId): DoorKey => `${cell}/front`

describe('a machine of many kinds of boards', () => {
  test('opens and reads every door as a machine of one kind does', async () => {
    const { clock, hardware, board, lastOf, read } = await aMixedMachine()
    for (const cell of cells) {
      await clock.runUntil(hardware.pulse(cell, 'front'))
      await clock.advance(millis(200))
      const doors = await read()
      for (const each of cells) expect(doors[key(each)]).toBe(each === cell ? 'open' : 'closed')
      expect(board(cell).pulses.map(({ channel }) => channel)).toEqual([lastOf(cell)])
      board(cell).closeDoor(lastOf(cell))
    }
  })

  test('loses the doors of one bus only when that is cut', async () => {
    const { clock, wires, read } = await aMixedMachine()
    wires.get('middle')?.cut()
    for (let i = 0; i < 4; i++) {
      await read()
      await clock.advance(seconds(1))
    }
    const doors = await read()
    expect(cells.filter((cell) => doors[key(cell)] === 'unknown')).toEqual([
      'cel_c',
      'cel_d',
      'cel_e',
    ])
  })

  test('hears at once of doors from a board that tells of them', async () => {
    const { clock, hardware, board, lastOf } = await aMixedMachine()
    const told: string[] = []
    hardware.onPush?.((door, moved) => told.push(`${door} ${moved}`))
    for (const cell of cells) board(cell).forceDoor(lastOf(cell))
    await clock.advance(millis(1))
    board('cel_f').closeDoor(lastOf('cel_f'))
    await clock.advance(millis(1))
    expect(told).toEqual(['cel_c/front open', 'cel_f/front open', 'cel_f/front closed'])
  })

  test('takes a door that is told of between a question and its answer', async () => {
    const { clock, hardware, board, lastOf, read } = await aMixedMachine()
    const told: string[] = []
    hardware.onPush?.((door, moved) => told.push(`${door} ${moved}`))
    board('cel_f').faults.latency = millis(100)
    const reading = hardware.readAll()
    await clock.advance(millis(50))
    board('cel_f').forceDoor(lastOf('cel_f'))
    expect((await clock.runUntil(reading)).get(key('cel_f'))?.door).toBe('closed')
    expect(told).toEqual(['cel_f/front open'])
    expect((await read())[key('cel_f')]).toBe('open')
  })

  test('misses nothing when what a board told is lost', async () => {
    const { board, lastOf, read } = await aMixedMachine()
    board('cel_f').faults.dropPushes = 1
    board('cel_f').forceDoor(lastOf('cel_f'))
    expect((await read())[key('cel_f')]).toBe('open')
  })

  test('refuses an order of bytes for a board that has but one', async () => {
    const { config } = await aMixedMachine()
    const [board] = config.buses[0]?.boards ?? []
    if (board) board.byteOrder = 'low-first'
    await expect(
      openHardware(config, { clock: new VirtualClock(instant(0)) }),
    ).rejects.toMatchObject({ fields: [{ pointer: '/buses/0/boards/0/byteOrder' }] })
  })
})
