import { describe, expect, test } from 'vitest'
import { instant, millis } from '@cubby/kit/clock'
import { limits } from '@cubby/kit/limits'
import { VirtualClock } from '@cubby/kit/virtual-clock'
import { allBoards } from '../boards/all.ts'
import { cu48 } from '../boards/cu48.ts'
import { wkly24 } from '../boards/wkly.ts'
import { Bus } from '../bus.ts'
import type { BoardDefinition } from '../define-board.ts'
import { lockBoard } from '../lock-board.ts'
import { attachBoards } from './attach-boards.ts'
import { EmulatedBoard } from './emulated-board.ts'
import { pacedLinePair, wireTime } from './paced-line.ts'

function aWire(definition: BoardDefinition, count = 2) {
  const clock = new VirtualClock(instant(0))
  const wire = pacedLinePair(clock, definition.line.baudRate)
  const addresses = Array.from({ length: count }, (_, i) => definition.addresses.first + i)
  const boards = addresses.map((address) => new EmulatedBoard({ definition, address, clock }))
  attachBoards(wire.boardEnd, boards)
  const bus = new Bus({ id: 'bus', line: wire.driverEnd, definitions: [definition], clock })
  const drivers = addresses.map((address) =>
    lockBoard({ definition, address, doorContact: 'closed-is-1', bus, clock }),
  )
  return { clock, wire, boards, bus, drivers }
}

test('six bytes take three milliseconds at 19,200 baud', () => {
  expect(wireTime(6, 19_200)).toBeCloseTo(3.125)
})

describe('on wires that take their time', () => {
  const quiet = allBoards.filter(({ commands }) => commands.status)

  test.each(quiet)('the driver of a $model never speaks into anything', async (definition) => {
    const { clock, wire, boards, drivers } = aWire(definition)
    // What a board says by itself may come at any time: the next test.
    for (const { faults } of boards) faults.dropPushes = Infinity
    const work = drivers.flatMap((driver) => [
      driver.readDoors(),
      driver.open(0),
      driver.readDoors(),
      driver.open(1),
    ])
    await clock.runUntil(Promise.all(work))
    expect(wire.collisions).toBe(0)
    const mine = wire.passages.filter(({ by }) => by === 'driver')
    for (const { from } of mine.slice(1)) {
      const before = wire.passages.filter(({ to }) => to <= from).at(-1)
      expect(from - (before?.to ?? 0)).toBeGreaterThanOrEqual(limits.busGap - 0.001)
    }
  })

  test('two boards that tell of doors at once spoil each other, and the doors are read all the same', async () => {
    const { clock, wire, boards, drivers } = aWire(wkly24)
    const reading = drivers[0]?.readDoors()
    await clock.advance(millis(12))
    boards[1]?.forceDoor(3)
    await clock.runUntil(Promise.resolve(reading).catch(() => null))
    expect(wire.passages.length).toBeGreaterThan(1)
    await clock.advance(millis(2_000))
    const doors = await clock.runUntil(Promise.resolve(drivers[1]?.readDoors()))
    expect(doors?.[3]).toBe('open')
  })

  test('a sweep of 96 cells takes what the bytes and the pauses take', async () => {
    const { clock, drivers } = aWire(cu48)
    await clock.runUntil(Promise.all(drivers.map((driver) => driver.readDoors())))
    const least = wireTime(2 * (6 + 12), 19_200) + limits.busGap
    expect(clock.monotonic()).toBeGreaterThanOrEqual(least)
    // Each of the four frames is rounded up to a whole millisecond of the clock.
    expect(clock.monotonic()).toBeLessThan(least + 4)
  })
})
