import { describe, expect, test } from 'vitest'
import { instant, millis, minutes, seconds } from '@cubby/kit/clock'
import { limits } from '@cubby/kit/limits'
import { VirtualClock } from '@cubby/kit/virtual-clock'
import { allBoards } from './boards/all.ts'
import { cu48 } from './boards/cu48.ts'
import { cu48b } from './boards/cu48b.ts'
import { Bus } from './bus.ts'
import { type BoardDefinition, hasItemSensors } from './define-board.ts'
import { attachBoards } from './emulator/attach-boards.ts'
import { EmulatedBoard } from './emulator/emulated-board.ts'
import { type DoorContact, lockBoard } from './lock-board.ts'
import { memoryLinePair } from './lines/memory-line.ts'

function aBoard(definition: BoardDefinition, doorContact: DoorContact = 'closed-is-1') {
  const clock = new VirtualClock(instant(0))
  const address = definition.addresses.last
  const { driverEnd, boardEnd } = memoryLinePair()
  const emulated = new EmulatedBoard({ definition, address, clock, doorContact })
  attachBoards(boardEnd, [emulated])
  const bus = new Bus({ id: 'bus', line: driverEnd, definitions: [definition], clock })
  return { clock, emulated, board: lockBoard({ definition, address, doorContact, bus, clock }) }
}

const withContacts = allBoards.filter(({ commands }) => commands.status)
const withoutContacts = allBoards.filter(({ commands }) => !commands.status)

describe.each(withContacts)('driving a $model', (definition) => {
  test('opens exactly the lock that was asked for, each in turn', async () => {
    const { clock, emulated, board } = aBoard(definition)
    for (let channel = 0; channel < definition.channels; channel++) {
      await clock.runUntil(board.open(channel))
      await clock.advance(millis(200))
      const doors = await clock.runUntil(board.readDoors())
      expect(doors.flatMap((door, i) => (door === 'open' ? [i] : []))).toEqual([channel])
      emulated.closeDoor(channel)
    }
    expect(emulated.pulses.map(({ channel }) => channel)).toEqual(Array.from(doorsOf(definition)))
  })

  test.each(['closed-is-1', 'closed-is-0'] as const)(
    'reads doors right when wired as %s',
    async (contact) => {
      const { clock, emulated, board } = aBoard(definition, contact)
      emulated.forceDoor(2)
      const doors = await clock.runUntil(board.readDoors())
      expect([doors[1], doors[2]]).toEqual(['closed', 'open'])
    },
  )

  test('offers to see items exactly when it can', async () => {
    const { clock, emulated, board } = aBoard(definition)
    emulated.putItem(3)
    const occupancy = board.can('occupancy')
    expect(occupancy !== undefined).toBe(hasItemSensors(definition))
    if (occupancy) expect((await clock.runUntil(occupancy.read())).indexOf(true)).toBe(3)
    const cells = await clock.runUntil(board.read())
    expect(cells[3]?.item).toBe(occupancy ? true : null)
  })

  test.each([-1, 48, 0x30, 255, 1.5, Number.NaN])(
    'has no lock %s and sends nothing',
    async (channel) => {
      const { board, emulated } = aBoard(definition)
      await expect(board.open(channel)).rejects.toMatchObject({ code: 'input/invalid' })
      expect(emulated.pulses).toEqual([])
    },
  )
})

describe.each(withoutContacts)('driving a $model', (definition) => {
  test('pulses every relay and ends each pulse itself', async () => {
    const { clock, emulated, board } = aBoard(definition)
    for (const channel of doorsOf(definition)) {
      const opening = board.open(channel)
      await clock.advance(millis(200))
      expect(emulated.door(channel)).toBe('open')
      await clock.runUntil(opening)
    }
    await clock.advance(minutes(1))
    expect(emulated.pulses.map(({ channel }) => channel)).toEqual(Array.from(doorsOf(definition)))
    for (const channel of doorsOf(definition)) expect(emulated.isBurnt(channel)).toBe(false)
  })

  test('knows nothing of its doors, which is not closed', async () => {
    const { clock, emulated, board } = aBoard(definition)
    for (const door of await clock.runUntil(board.readDoors())) expect(door).toBe('unknown')
    expect(emulated.pulses).toEqual([])
  })
})

describe('a lock', () => {
  test('is not pulsed again before its coil has cooled', async () => {
    const { clock, emulated, board } = aBoard(cu48)
    await clock.runUntil(board.open(4))
    await clock.advance(seconds(1))
    await expect(board.open(4)).rejects.toMatchObject({
      code: 'board/cooling-down',
      extra: { retryAfterMs: limits.pulseGapPerCell - 1_000 },
    })
    await clock.runUntil(board.open(5))
    await clock.advance(limits.pulseGapPerCell)
    await clock.runUntil(board.open(4))
    expect(emulated.pulses.map(({ channel }) => channel)).toEqual([4, 5, 4])
  })

  test('that is jammed takes the pulse and stays closed', async () => {
    const { clock, emulated, board } = aBoard(cu48)
    emulated.jam(4)
    await clock.runUntil(board.open(4))
    await clock.advance(seconds(1))
    expect(emulated.pulses).toHaveLength(1)
    expect((await clock.runUntil(board.readDoors()))[4]).toBe('closed')
  })

  test('takes its time: the first reading after a pulse still says closed', async () => {
    const { clock, board } = aBoard(cu48b)
    await clock.runUntil(board.open(4))
    expect((await clock.runUntil(board.readDoors()))[4]).toBe('closed')
    await clock.advance(millis(100))
    expect((await clock.runUntil(board.readDoors()))[4]).toBe('open')
  })
})

test('a board without power is silent, takes no pulse, and finds its doors as they were', async () => {
  const { clock, emulated, board } = aBoard(cu48b)
  emulated.forceDoor(1)
  emulated.cutPower()
  await clock.runUntil(board.open(0))
  await expect(clock.runUntil(board.readDoors())).rejects.toMatchObject({ code: 'board/no-answer' })
  emulated.restorePower()
  await clock.advance(seconds(2))
  const doors = await clock.runUntil(board.readDoors())
  expect([doors[0], doors[1], emulated.pulses.length]).toEqual(['closed', 'open', 0])
})

const doorsOf = (definition: BoardDefinition) =>
  Array.from({ length: definition.channels }, (_, i) => i)
