import { expect, test } from 'vitest'
import { instant } from '@cubby/kit/clock'
import { VirtualClock } from '@cubby/kit/virtual-clock'
import { allBoards } from './boards/all.ts'
import { cu48 } from './boards/cu48.ts'
import { cu48b } from './boards/cu48b.ts'
import { attachBoards } from './emulator/attach-boards.ts'
import { EmulatedBoard } from './emulator/emulated-board.ts'
import { memoryLinePair } from './lines/memory-line.ts'
import { probeBoards } from './probe-boards.ts'

test('an installer sees which boards are on the wires, and no door moves', async () => {
  const clock = new VirtualClock(instant(0))
  const { driverEnd, boardEnd } = memoryLinePair()
  const boards = [
    new EmulatedBoard({ definition: cu48, address: 0, clock }),
    new EmulatedBoard({ definition: cu48b, address: 3, clock }),
    new EmulatedBoard({ definition: cu48b, address: 9, clock }),
  ]
  attachBoards(boardEnd, boards)
  const found = await clock.runUntil(
    probeBoards({ line: driverEnd, definitions: allBoards, clock }),
  )
  expect(found).toEqual([
    { address: 0, model: 'kerong-cu48' },
    { address: 3, model: 'kerong-cu48b' },
    { address: 9, model: 'kerong-cu48b' },
  ])
  expect(boards.flatMap(({ pulses }) => pulses)).toEqual([])
})
