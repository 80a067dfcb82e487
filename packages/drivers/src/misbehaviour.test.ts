import { bytesOf } from './hex.ts'
import { describe, expect, test } from 'vitest'
import type { AppError } from '@cubby/kit/app-error'
import { instant, millis, seconds } from '@cubby/kit/clock'
import { VirtualClock } from '@cubby/kit/virtual-clock'
import { allBoards } from './boards/all.ts'
import { Bus } from './bus.ts'
import { asksPerChannel, type BoardDefinition } from './define-board.ts'
import { attachBoards } from './emulator/attach-boards.ts'
import { EmulatedBoard } from './emulator/emulated-board.ts'
import { memoryLinePair } from './lines/memory-line.ts'
import { lockBoard } from './lock-board.ts'

const withContacts = allBoards.filter(({ commands }) => commands.status)

/** Two boards of one kind on a bus, and a driver for the first. */
function aPair(definition: BoardDefinition) {
  const clock = new VirtualClock(instant(0))
  const { first } = definition.addresses
  const pair = memoryLinePair()
  const [board, neighbour] = [first, first + 1].map(
    (address) => new EmulatedBoard({ definition, address, clock }),
  ) as [EmulatedBoard, EmulatedBoard]
  const wire = attachBoards(pair.boardEnd, [board, neighbour])
  const bus = new Bus({ id: 'bus', line: pair.driverEnd, definitions: [definition], clock })
  const on = { definition, doorContact: 'closed-is-1', bus, clock } as const
  const driver = lockBoard({ ...on, address: first })
  const openDoors = async () =>
    (await driver.readDoors()).flatMap((door, channel) => (door === 'open' ? [channel] : []))
  /** What a reading comes to: the open doors, or the code of the failure. */
  const look = () => clock.runUntil(openDoors().catch((error: AppError) => error.code))
  return { ...pair, clock, board, neighbour, wire, bus, driver, look }
}

describe.each(withContacts)('a $model that misbehaves', (definition) => {
  test('by a late answer is not believed, and well again later', async () => {
    const { clock, board, look } = aPair(definition)
    board.faults.latency = millis(definition.line.replyTimeout + 100)
    expect(await look()).toBe('board/no-answer')
    board.faults.latency = millis(0)
    board.forceDoor(1)
    await clock.advance(seconds(3))
    expect(await look()).toEqual([1])
  })

  test('by silence, by lost requests and lost replies', async () => {
    const { clock, board, look } = aPair(definition)
    board.faults.isSilent = true
    expect(await look()).toBe('board/no-answer')
    board.faults.isSilent = false
    board.faults.dropRequests = 1
    await clock.advance(seconds(3))
    expect(await look()).toBe('board/no-answer')
    board.faults.dropReplies = 1
    await clock.advance(seconds(3))
    expect(await look()).toBe('board/no-answer')
    await clock.advance(seconds(3))
    expect(await look()).toEqual([])
  })

  test('by a damaged answer', async () => {
    const { clock, board, look } = aPair(definition)
    board.faults.corruptReplies = 1
    expect(await look()).toMatch(/^board\/(bad-checksum|no-answer)$/)
    await clock.advance(seconds(3))
    expect(await look()).toEqual([])
  })

  test('by the answer of another', async () => {
    const { clock, board, look } = aPair(definition)
    board.faults.wrongAddressReplies = 1
    expect(await look()).toMatch(/^board\//)
    await clock.advance(seconds(3))
    expect(await look()).toEqual([])
  })

  test('by answering twice', async () => {
    const { board, look, clock } = aPair(definition)
    board.faults.doubleReplies = 100
    board.forceDoor(0)
    expect(await look()).toEqual([0])
    board.closeDoor(0)
    await clock.advance(seconds(1))
    expect(await look()).toEqual([])
  })

  test('by power that goes and comes', async () => {
    const { clock, board, driver, look } = aPair(definition)
    board.forceDoor(2)
    board.cutPower()
    expect(await look()).toBe('board/no-answer')
    await clock.runUntil(driver.open(1))
    board.restorePower()
    await clock.advance(seconds(3))
    expect(await look()).toEqual([2])
    expect(board.pulses).toEqual([])
  })

  test('by an adapter that hears itself', async () => {
    const { clock, board, neighbour, wire, bus, driver, look } = aPair(definition)
    wire.faults.hasEcho = true
    expect(await look()).toEqual([])
    expect(bus.hasEcho).toBe(true)
    await clock.runUntil(driver.open(1))
    await clock.advance(millis(200))
    expect(await look()).toEqual([1])
    expect([board.pulses.length, neighbour.pulses.length]).toEqual([1, 0])
  })

  test.each(['FB F2 FB', '02', '90', '57 4B', '80 01', '8A', 'DC', '01 05 02'])(
    'by %s before each answer',
    async (noise) => {
      const { board, wire, look } = aPair(definition)
      board.forceDoor(1)
      wire.faults.noise = bytesOf(noise)
      expect(await look()).toEqual([1])
    },
  )

  test('by a lost answer to "open", which says nothing about the door', async () => {
    const { clock, board, driver, look } = aPair(definition)
    board.faults.dropReplies = 1
    await clock.runUntil(driver.open(3))
    board.faults.dropReplies = 0
    await clock.advance(seconds(3))
    expect(await look()).toEqual([3])
  })
})

test('an open door is told within one status, whatever is asked one by one', async () => {
  for (const definition of withContacts.filter(asksPerChannel)) {
    const { board, look } = aPair(definition)
    board.faults.isOtherVariant = true
    board.forceDoor(0)
    board.forceDoor(7)
    expect(await look()).toEqual([0, 7])
  }
})
