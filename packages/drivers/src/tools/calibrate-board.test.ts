import { describe, expect, test } from 'vitest'
import { instant } from '@cubby/kit/clock'
import { VirtualClock } from '@cubby/kit/virtual-clock'
import { cu48 } from '../boards/cu48.ts'
import { xor8a24 } from '../boards/xor-8a.ts'
import type { BoardDefinition } from '../define-board.ts'
import { attachBoards } from '../emulator/attach-boards.ts'
import { EmulatedBoard } from '../emulator/emulated-board.ts'
import { memoryLinePair } from '../lines/memory-line.ts'
import { type BoardSettings, calibrateBoard, type KnownDoors } from './calibrate-board.ts'

function aBoard(model: BoardDefinition, { doorContact, byteOrder }: BoardSettings) {
  const clock = new VirtualClock(instant(0))
  const { driverEnd, boardEnd } = memoryLinePair()
  const definition = byteOrder ? { ...model, byteOrder } : model
  const board = new EmulatedBoard({ definition, address: 1, clock, doorContact })
  attachBoards(boardEnd, [board])
  const calibrate = (known: KnownDoors) =>
    clock.runUntil(calibrateBoard({ definition: model, address: 1, line: driverEnd, clock, known }))
  return { board, calibrate }
}

const all = (count: number) => Array.from({ length: count }, (_, channel) => channel)

describe('calibration finds', () => {
  const truths = (['closed-is-1', 'closed-is-0'] as const).flatMap((doorContact) =>
    (['low-first', 'high-first'] as const).map((byteOrder) => ({ doorContact, byteOrder })),
  )

  test.each(truths)('$doorContact and $byteOrder by shut doors and one open one', async (truth) => {
    const { board, calibrate } = aBoard(xor8a24, truth)
    const shut = await calibrate({ closed: all(24), open: [] })
    expect(shut.map(({ doorContact }) => doorContact)).toEqual([
      truth.doorContact,
      truth.doorContact,
    ])
    board.forceDoor(2)
    const closed = all(24).filter((channel) => channel !== 2)
    expect(await calibrate({ closed, open: [2] })).toEqual([truth])
    expect(board.pulses).toEqual([])
  })

  test('the contact alone on a board of one order', async () => {
    const { calibrate } = aBoard(cu48, { doorContact: 'closed-is-0' })
    expect(await calibrate({ closed: [0], open: [] })).toEqual([{ doorContact: 'closed-is-0' }])
  })

  test('nothing where what is said cannot be', async () => {
    const { calibrate } = aBoard(cu48, { doorContact: 'closed-is-1' })
    expect(await calibrate({ closed: [0], open: [1] })).toEqual([])
  })
})
