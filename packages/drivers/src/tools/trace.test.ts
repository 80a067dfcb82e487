import { describe, expect, test } from 'vitest'
import { instant, millis } from '@cubby/kit/clock'
import { VirtualClock } from '@cubby/kit/virtual-clock'
import { cu48 } from '../boards/cu48.ts'
import { wkly4 } from '../boards/wkly.ts'
import { Bus } from '../bus.ts'
import type { BoardDefinition } from '../define-board.ts'
import { attachBoards } from '../emulator/attach-boards.ts'
import { EmulatedBoard } from '../emulator/emulated-board.ts'
import type { Line } from '../lines/line.ts'
import { memoryLinePair } from '../lines/memory-line.ts'
import { lockBoard } from '../lock-board.ts'
import { readTrace, recordLine, replayLine, type TraceEntry, traceLine } from './trace.ts'

const driverOn = (line: Line, definition: BoardDefinition, clock: VirtualClock) => {
  const bus = new Bus({ id: 'bus', line, definitions: [definition], clock })
  const { first } = definition.addresses
  return lockBoard({ definition, address: first, doorContact: 'closed-is-1', bus, clock })
}

/** What people do to a board while it is recorded, and the file that comes of it. */
async function recorded(definition: BoardDefinition) {
  const clock = new VirtualClock(instant(0))
  const { driverEnd, boardEnd } = memoryLinePair()
  const board = new EmulatedBoard({ definition, address: definition.addresses.first, clock })
  attachBoards(boardEnd, [board])
  board.faults.latency = millis(20)
  const entries: TraceEntry[] = []
  recordLine(boardEnd, clock, 'driver', (entry) => entries.push(entry))
  recordLine(driverEnd, clock, 'boards', (entry) => entries.push(entry))
  const driver = driverOn(driverEnd, definition, clock)
  const seen = [await clock.runUntil(driver.readDoors())]
  await clock.runUntil(driver.open(2))
  await clock.advance(millis(300))
  seen.push(await clock.runUntil(driver.readDoors()))
  const head = { trace: 1, line: 'memory', baudRate: definition.line.baudRate } as const
  return { file: [head, ...entries].map(traceLine).join(''), seen }
}

describe('a trace of real traffic', () => {
  test.each([cu48, wkly4])('of a $model plays the same conversation again', async (definition) => {
    const { file, seen } = await recorded(definition)
    const clock = new VirtualClock(instant(0))
    const driver = driverOn(replayLine(readTrace(file), clock), definition, clock)
    const again = [await clock.runUntil(driver.readDoors())]
    await clock.runUntil(driver.open(2))
    await clock.advance(millis(300))
    again.push(await clock.runUntil(driver.readDoors()))
    expect(again).toEqual(seen)
    expect(again[1]?.[2]).toBe('open')
  })

  test('is silent for what nobody ever asked', async () => {
    const { file } = await recorded(cu48)
    const clock = new VirtualClock(instant(0))
    const driver = driverOn(replayLine(readTrace(file), clock), wkly4, clock)
    const asked = driver.readDoors().catch((error: { code: string }) => error.code)
    expect(await clock.runUntil(asked)).toBe('board/no-answer')
  })

  test.each([
    ['', 1],
    ['{"trace":2,"line":"a"}', 1],
    ['{"trace":1,"line":"a"}\n{"at":-1,"from":"wire","hex":"00"}', 2],
    ['{"trace":1,"line":"a"}\n{"at":0,"from":"me","hex":"00"}', 2],
    ['{"trace":1,"line":"a"}\n{"at":0,"from":"wire","hex":"0"}', 2],
    ['{"trace":1,"line":"a"}\n{"at":0,"from":"wire","hex":"00"}\nnonsense', 3],
  ])('that is broken (%#) is refused with its line', (text, line) => {
    expect(() => readTrace(text)).toThrow(`line ${line} of the trace`)
  })
})
