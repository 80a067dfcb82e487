import { expect, test } from 'vitest'
import type { AppError } from '@cubby/kit/app-error'
import { limits } from '@cubby/kit/limits'
import { instant, millis, minutes } from '@cubby/kit/clock'
import { VirtualClock } from '@cubby/kit/virtual-clock'
import { allBoards } from './boards/all.ts'
import { cu48 } from './boards/cu48.ts'
import { lcus8 } from './boards/usb-relays.ts'
import { winnsen16 } from './boards/winnsen.ts'
import { Bus } from './bus.ts'
import type { BoardDefinition } from './define-board.ts'
import { attachBoards } from './emulator/attach-boards.ts'
import { EmulatedBoard } from './emulator/emulated-board.ts'
import { memoryLinePair } from './lines/memory-line.ts'
import { lockBoard } from './lock-board.ts'

function aBoard(definition: BoardDefinition) {
  const clock = new VirtualClock(instant(0))
  const address = definition.addresses.first
  const pair = memoryLinePair()
  const emulated = new EmulatedBoard({ definition, address, clock })
  attachBoards(pair.boardEnd, [emulated])
  const bus = new Bus({ id: 'bus', line: pair.driverEnd, definitions: [definition], clock })
  const board = lockBoard({ definition, address, doorContact: 'closed-is-1', bus, clock })
  return { ...pair, clock, emulated, bus, board }
}

test.each(allBoards)('nobody can burn a coil of a $model by asking', async (definition) => {
  const { clock, emulated, board } = aBoard(definition)
  let refused = 0
  for (let i = 0; i < 600; i++) {
    void board.open(0).catch((error: AppError) => {
      expect(error.code).toBe('board/cooling-down')
      refused++
    })
    await clock.advance(millis(500))
  }
  await clock.advance(minutes(1))
  expect(refused).toBeGreaterThan(300)
  expect(emulated.pulses.length).toBeGreaterThan(10)
  expect(emulated.isBurnt(0)).toBe(false)
})

const locks = allBoards.filter(({ commands }) => !commands.release)

test.each(locks)(
  'who did not pull in time is served again and again by a $model',
  async (definition) => {
    const { clock, emulated, board } = aBoard(definition)
    for (let tries = 0; tries < 10; tries++) {
      await clock.runUntil(board.open(0))
      // The screen says that the door did not open, and the person tries once more.
      await clock.advance(limits.doorOpensWithin)
    }
    expect(emulated.pulses).toHaveLength(10)
  },
)

test.each(locks)(
  'in the long run a $model gives one pulse in the time that its rules say',
  async (definition) => {
    const { clock, emulated, board } = aBoard(definition)
    const trying = async () => {
      await board.open(0).catch(() => {})
      await clock.advance(millis(250))
    }
    for (let i = 0; i < 1_200; i++) await trying()
    const before = emulated.pulses.length
    for (let i = 0; i < 4 * 600; i++) await trying()
    const { longRun } = definition.coil
    expect(emulated.pulses.length - before).toBeLessThanOrEqual(minutes(10) / longRun + 1)
    expect(emulated.isBurnt(0)).toBe(false)
  },
)

test('a coil that is asked too often burns on the emulator, so that the test above can fail', async () => {
  const { clock, emulated, bus } = aBoard(cu48)
  for (let i = 0; i < 30; i++) {
    const request = { definition: cu48, address: 0, command: 'open', channel: 0 } as const
    await clock.runUntil(bus.request({ ...request, isUrgent: true }))
    await clock.advance(millis(500))
  }
  expect(emulated.isBurnt(0)).toBe(true)
})

test('whoever has to wait is told for how long, and then may', async () => {
  const { clock, emulated, board } = aBoard(winnsen16)
  await clock.runUntil(board.open(3))
  const wait = await board.open(3).catch((error: AppError) => Number(error.extra.retryAfterMs))
  expect(wait).toBe(winnsen16.coil.rest)
  await clock.advance(millis(Number(wait)))
  await clock.runUntil(board.open(3))
  expect(emulated.pulses).toHaveLength(2)
})

test('a relay that could not be released is tried until it can be', async () => {
  const { clock, emulated, board, cut, mend } = aBoard(lcus8)
  const opening = board.open(0)
  await clock.advance(millis(100))
  cut()
  await clock.advance(millis(1_500))
  mend()
  await clock.runUntil(opening)
  await clock.advance(minutes(1))
  expect(emulated.isBurnt(0)).toBe(false)
})

test('a program that died in the middle of a pulse is cleaned up after by the next one', async () => {
  const { clock, emulated, bus, board } = aBoard(lcus8)
  const request = { definition: lcus8, address: 0, command: 'open', channel: 2 } as const
  await clock.runUntil(bus.request({ ...request, isUrgent: true }))
  await clock.runUntil(board.rest())
  await clock.advance(minutes(1))
  expect(emulated.isBurnt(2)).toBe(false)
})
