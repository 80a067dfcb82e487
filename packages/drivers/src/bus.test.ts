import { bytesOf, hexOf } from './hex.ts'
import { describe, expect, test } from 'vitest'
import { AppError } from '@cubby/kit/app-error'
import { must } from '@cubby/kit/assert'
import { instant, millis, seconds } from '@cubby/kit/clock'
import { limits } from '@cubby/kit/limits'
import { VirtualClock } from '@cubby/kit/virtual-clock'
import { cu48 } from './boards/cu48.ts'
import { cu48b } from './boards/cu48b.ts'
import { Bus, type BusRequest } from './bus.ts'
import { attachBoards } from './emulator/attach-boards.ts'
import { EmulatedBoard } from './emulator/emulated-board.ts'
import { memoryLinePair } from './lines/memory-line.ts'

/** A bus with nothing on it but what the test writes to `wire`. */
function aBareBus() {
  const clock = new VirtualClock(instant(0))
  const { driverEnd, boardEnd, cut, mend } = memoryLinePair()
  const bus = new Bus({ id: 'bus', line: driverEnd, definitions: [cu48, cu48b], clock })
  const sent: { at: number; hex: string }[] = []
  boardEnd.onData((bytes) => sent.push({ at: clock.monotonic(), hex: hexOf(bytes) }))
  const say = (hex: string) => boardEnd.write(bytesOf(hex))
  return { clock, bus, sent, say, cut, mend, boardEnd }
}

/** A bus with CU48 boards 0 and 1 on it. */
function aBus() {
  const bare = aBareBus()
  const boards = [0, 1].map(
    (address) => new EmulatedBoard({ definition: cu48, address, clock: bare.clock }),
  )
  const wire = attachBoards(bare.boardEnd, boards)
  return { ...bare, wire, board: (address: 0 | 1) => must(boards[address], 'a board') }
}

const status = (address: number): BusRequest => ({
  definition: cu48,
  command: 'status',
  address,
  isUrgent: false,
})
const open = (address: number, channel: number): BusRequest => ({
  definition: cu48,
  command: 'open',
  address,
  channel,
  isUrgent: true,
})
const codeOf = (work: Promise<unknown>) =>
  work.then(() => 'ok', (error) => (error instanceof AppError ? error.code : `not ours: ${error}`)) // prettier-ignore

describe('a bus at work', () => {
  test('brings each board its own answer', async () => {
    const { clock, bus, board } = aBus()
    board(1).forceDoor(7)
    const [first, second] = await clock.runUntil(
      Promise.all([bus.request(status(0)), bus.request(status(1))]),
    )
    expect(first?.hooks?.indexOf(false)).toBe(-1)
    expect([second?.address, second?.hooks?.indexOf(false)]).toEqual([1, 7])
  })

  test('says one thing at a time and pauses after each', async () => {
    const { clock, bus, sent } = aBus()
    await clock.runUntil(
      Promise.all([bus.request(status(0)), bus.request(status(1)), bus.request(open(0, 3))]),
    )
    expect(sent.map(({ at }) => at)).toEqual([0, limits.busGap, 2 * limits.busGap])
  })

  test('lets a pulse go ahead of all polls that wait', async () => {
    const { clock, bus, sent, board } = aBus()
    board(0).faults.latency = millis(9)
    const polls = Array.from({ length: 20 }, () => bus.request(status(0)))
    await clock.advance(millis(4))
    await clock.runUntil(bus.request(open(1, 5)))
    expect(sent.map(({ hex }) => hex)).toEqual(['02 00 00 50 03 55', '02 01 05 51 03 5C'])
    expect(sent[1]?.at).toBeLessThanOrEqual(25)
    await clock.runUntil(Promise.all(polls))
  })

  test('lets a pulse go first that is asked for during the pause', async () => {
    const { clock, bus, sent } = aBus()
    await clock.runUntil(bus.request(status(0)))
    const poll = bus.request(status(0))
    await clock.advance(millis(5))
    await clock.runUntil(Promise.all([bus.request(open(0, 0)), poll]))
    expect(sent.map(({ hex }) => hex.slice(9, 11))).toEqual(['50', '51', '50'])
  })

  test('is done with a pulse when its bytes are written, for nothing answers it', async () => {
    const { clock, bus, board } = aBus()
    expect(await bus.request(open(0, 47))).toBeNull()
    expect(board(0).pulses).toEqual([{ at: clock.now(), address: 0, channel: 47 }])
  })

  test('refuses more requests than it has room for', async () => {
    const { clock, bus } = aBareBus()
    const waiting = Array.from({ length: limits.busQueueMax }, () =>
      codeOf(bus.request(open(0, 1))),
    )
    expect(await codeOf(bus.request(open(0, 1)))).toBe('server/busy')
    await clock.runUntil(Promise.all(waiting))
  })
})

describe('a reply is believed only by the request it belongs to:', () => {
  test('nothing comes', async () => {
    const { clock, bus } = aBareBus()
    expect(await clock.runUntil(codeOf(bus.request(status(0))))).toBe('board/no-answer')
    expect(clock.monotonic()).toBe(cu48.line.replyTimeout)
  })

  test('another board answers', async () => {
    const { clock, bus, board } = aBus()
    board(0).faults.wrongAddressReplies = 1
    expect(await clock.runUntil(codeOf(bus.request(status(0))))).toBe('board/no-answer')
  })

  test('the board answers as another model', async () => {
    const { clock, bus, say } = aBareBus()
    const asked = codeOf(bus.request(status(0)))
    await clock.advance(millis(1))
    await say('02 00 00 75 FF FF FF FF FF FF 00 00 00 00 00 00 03 74')
    expect(await clock.runUntil(asked)).toBe('board/unexpected')
  })

  test('a late answer goes by while the next board is asked', async () => {
    const { clock, bus, board } = aBus()
    board(0).faults.latency = seconds(1.1)
    board(0).forceDoor(0)
    expect(await clock.runUntil(codeOf(bus.request(status(0))))).toBe('board/no-answer')
    board(1).faults.latency = millis(500)
    const reply = await clock.runUntil(bus.request(status(1)))
    expect([reply?.address, reply?.hooks?.includes(false)]).toEqual([1, false])
  })

  test('a late answer is not taken for a fresh one of the same board', async () => {
    const { clock, bus, board } = aBus()
    board(0).faults.latency = seconds(1.1)
    expect(await clock.runUntil(codeOf(bus.request(status(0))))).toBe('board/no-answer')
    board(0).faults.latency = millis(0)
    board(0).forceDoor(0)
    expect(await clock.runUntil(codeOf(bus.request(status(0))))).toBe('board/no-answer')
    await clock.advance(millis(200))
    const reply = await clock.runUntil(bus.request(status(0)))
    expect(reply?.hooks?.[0]).toBe(false)
  })

  test('an adapter repeats all it hears', async () => {
    const { clock, bus, wire } = aBus()
    wire.faults.hasEcho = true
    const reply = await clock.runUntil(bus.request(status(1)))
    expect([reply?.direction, reply?.address]).toEqual(['reply', 1])
  })
})

describe('a bad wire', () => {
  test('damages an answer, and the caller need not wait for the time-out', async () => {
    const { clock, bus, board } = aBus()
    board(0).faults.corruptReplies = 1
    expect(await clock.runUntil(codeOf(bus.request(status(0))))).toBe('board/bad-checksum')
    expect(clock.monotonic()).toBe(0)
    expect(await clock.runUntil(codeOf(bus.request(status(0))))).toBe('ok')
  })

  test.each(['FB F2 FB', '02', '02 02 00', '02 00 00 75', '02 00 00'])(
    'puts %s before an answer',
    async (noise) => {
      const { clock, bus, wire } = aBus()
      wire.faults.noise = bytesOf(noise)
      expect(await clock.runUntil(codeOf(bus.request(status(0))))).toBe('ok')
      expect(clock.monotonic()).toBeLessThan(100)
    },
  )

  test('is lost while a board is asked', async () => {
    const { clock, bus, cut, mend, board } = aBus()
    board(0).faults.isSilent = true
    const asked = codeOf(bus.request(status(0)))
    await clock.advance(millis(100))
    cut()
    expect(await asked).toBe('line/closed')
    expect(await clock.runUntil(codeOf(bus.request(open(0, 1))))).toBe('line/unavailable')
    mend()
    expect(await clock.runUntil(codeOf(bus.request(open(0, 1))))).toBe('ok')
    expect(board(0).pulses).toHaveLength(1)
  })

  test('can be watched', async () => {
    const { clock, bus, wire } = aBus()
    const seen: string[] = []
    bus.onTraffic(({ what, bytes }) => seen.push(`${what} ${hexOf(bytes)}`))
    wire.faults.hasEcho = true
    await clock.runUntil(bus.request(status(0)))
    expect(seen).toEqual([
      'sent 02 00 00 50 03 55',
      'foreign 02 00 00 50 03 55',
      'received 02 00 00 65 FF FF FF FF FF FF 03 64',
    ])
  })
})

test('a bus that is closed refuses what waits and what comes', async () => {
  const { bus } = aBareBus()
  const asked = [codeOf(bus.request(status(0))), codeOf(bus.request(status(1)))]
  await bus[Symbol.asyncDispose]()
  expect(await Promise.all(asked)).toEqual(['line/closed', 'line/closed'])
  expect(await codeOf(bus.request(status(0)))).toBe('line/closed')
})
