import { describe, expect, test } from 'vitest'
import { type ErrorCode } from '@cubby/kit/app-error'
import { must } from '@cubby/kit/assert'
import { instant, millis, seconds } from '@cubby/kit/clock'
import type { CellId } from '@cubby/kit/ids'
import { limits } from '@cubby/kit/limits'
import { VirtualClock } from '@cubby/kit/virtual-clock'
import { cu48 } from './boards/cu48.ts'
import { cu48b } from './boards/cu48b.ts'
import { attachBoards } from './emulator/attach-boards.ts'
import { EmulatedBoard } from './emulator/emulated-board.ts'
import {
  type BoardConfig,
  type BusConfig,
  checkHardwareConfig,
  type DoorConfig,
  type HardwareConfig,
} from './hardware-config.ts'
import { doorKey, openHardware } from './locker-hardware.ts'
import { memoryLinePair } from './lines/memory-line.ts'

const shoe: CellId = 'cel_shoe'
const crate: CellId = 'cel_crate'

/** Two boards on one bus: `left` without item sensors, `right` with them and with inverted contacts. */
async function aLocker() {
  const clock = new VirtualClock(instant(0))
  const { driverEnd, boardEnd, cut, mend } = memoryLinePair()
  const left = new EmulatedBoard({ definition: cu48, address: 0, clock })
  const right = new EmulatedBoard({
    definition: cu48b,
    address: 1,
    clock,
    doorContact: 'closed-is-0',
  })
  attachBoards(boardEnd, [left, right])
  const config: HardwareConfig = {
    buses: [
      {
        id: 'main',
        line: { kind: 'memory', line: driverEnd },
        boards: [
          { id: 'left', model: 'kerong-cu48', address: 0, doorContact: 'closed-is-1' },
          { id: 'right', model: 'kerong-cu48b', address: 1, doorContact: 'closed-is-0' },
        ],
      },
    ],
    doors: [
      { cell: shoe, side: 'front', board: 'left', channel: 0 },
      { cell: crate, side: 'front', board: 'right', channel: 47 },
      { cell: crate, side: 'back', board: 'left', channel: 9 },
    ],
  }
  const hardware = await openHardware(config, { clock })
  const read = async () => Object.fromEntries(await clock.runUntil(hardware.readAll()))
  return { clock, left, right, cut, mend, hardware, read, config }
}

describe('the locks of a machine', () => {
  test('open by cell and side', async () => {
    const { clock, left, right, hardware, read } = await aLocker()
    await clock.runUntil(hardware.pulse(crate, 'back'))
    await clock.runUntil(hardware.pulse(crate, 'front'))
    await clock.advance(seconds(1))
    expect([left.pulses[0]?.channel, right.pulses[0]?.channel]).toEqual([9, 47])
    right.putItem(47)
    expect(await read()).toEqual({
      'cel_shoe/front': { door: 'closed', item: null },
      'cel_crate/front': { door: 'open', item: true },
      'cel_crate/back': { door: 'open', item: null },
    })
  })

  test('take one question per board, also from several who ask at once', async () => {
    const { clock, hardware } = await aLocker()
    const sent: unknown[] = []
    hardware.onTraffic(({ what }) => what === 'sent' && sent.push(what))
    await clock.runUntil(
      Promise.all([hardware.readAll(), hardware.readAll(), hardware.readBoardOf(shoe, 'front')]),
    )
    expect(sent).toHaveLength(2)
  })

  test('are read one board at a time when asked so', async () => {
    const { clock, hardware } = await aLocker()
    const states = await clock.runUntil(hardware.readBoardOf(crate, 'back'))
    expect([...states.keys()]).toEqual([doorKey(shoe, 'front'), doorKey(crate, 'back')])
  })

  test('do not exist where none is wired', async () => {
    const { hardware } = await aLocker()
    await expect(hardware.pulse(shoe, 'back')).rejects.toMatchObject({ code: 'not-found' })
  })
})

describe('a board that falls silent', () => {
  test('keeps its last reading over a lost frame, and no longer than that', async () => {
    const { clock, left, hardware, read } = await aLocker()
    await read()
    left.faults.isSilent = true
    const seen: (string | undefined)[] = []
    for (let i = 0; i < 3; i++) {
      seen.push((await read())['cel_shoe/front']?.door)
      await clock.advance(seconds(1))
    }
    expect(seen).toEqual(['closed', 'closed', 'unknown'])
    expect(await read()).toMatchObject({
      'cel_crate/front': { door: 'closed' },
      'cel_crate/back': { door: 'unknown', item: null },
    })
    expect(hardware.health()).toMatchObject([
      { board: 'left', state: 'failing', failures: 3, code: 'board/no-answer' },
      { board: 'right', state: 'ok' },
    ])
  })

  test('is never taken for one with closed doors', async () => {
    const { left, right, read } = await aLocker()
    left.cutPower()
    right.cutPower()
    for (const state of Object.values(await read())) expect(state.door).toBe('unknown')
  })

  test('does not hold up its neighbour for long', async () => {
    const { clock, left, right, hardware, read } = await aLocker()
    left.faults.isSilent = true
    for (let i = 0; i < 3; i++) {
      await read()
      await clock.advance(limits.silentBoardRetry)
    }
    const before = clock.monotonic()
    const poll = hardware.readAll()
    await clock.advance(millis(1))
    await clock.runUntil(hardware.pulse(crate, 'front'))
    expect(right.pulses).toHaveLength(1)
    expect(clock.monotonic() - before).toBeLessThan(limits.silentBoardTimeout + 100)
    await clock.runUntil(poll)
  })

  test('is well again with its first answer', async () => {
    const { clock, left, hardware, read } = await aLocker()
    left.cutPower()
    for (let i = 0; i < 4; i++) {
      await read()
      await clock.advance(seconds(1))
    }
    left.restorePower()
    left.forceDoor(0)
    await clock.advance(limits.silentBoardRetry)
    expect((await read())['cel_shoe/front']).toEqual({ door: 'open', item: null })
    expect(hardware.health().map(({ state }) => state)).toEqual(['ok', 'ok'])
  })

  test('is told from a cut line, and both come back', async () => {
    const { clock, hardware, read, cut, mend } = await aLocker()
    await read()
    cut()
    for (let i = 0; i < 3; i++) await read()
    expect((await read())['cel_shoe/front']?.door).toBe('unknown')
    expect(hardware.health()).toMatchObject([
      { code: 'line/unavailable' },
      { code: 'line/unavailable' },
    ])
    mend()
    await clock.advance(limits.silentBoardRetry)
    expect((await read())['cel_shoe/front']?.door).toBe('closed')
  })
})

describe('a configuration', () => {
  type Parts = {
    config: HardwareConfig
    bus: BusConfig
    left: BoardConfig
    right: BoardConfig
    shoe: DoorConfig
    back: DoorConfig
  }
  const mistakes: [string, string, (parts: Parts) => unknown][] = [
    ['an unknown model', '/buses/0/boards/0/model', ({ left }) => (left.model = 'heron-24')],
    ['an address out of range', '/buses/0/boards/1/address', ({ right }) => (right.address = 10)],
    ['one address twice', '/buses/0/boards/1/address', ({ right }) => (right.address = 0)],
    ['one board id twice', '/buses/0/boards/1/id', ({ right }) => (right.id = 'left')],
    [
      'an unknown contact',
      '/buses/0/boards/0/doorContact',
      ({ left }) => (left.doorContact = 'up' as never),
    ],
    ['a channel for all', '/doors/0/channel', ({ shoe }) => (shoe.channel = 0x30)],
    ['a negative channel', '/doors/0/channel', ({ shoe }) => (shoe.channel = -1)],
    ['one channel twice', '/doors/2/channel', ({ back }) => (back.channel = 0)],
    ['one door twice', '/doors/2/cell', ({ back }) => (back.side = 'front')],
    ['a door on no board', '/doors/0/board', ({ shoe }) => (shoe.board = 'middle')],
    [
      'a lock on a relay whose pulse the program would have to end',
      '/doors/0/board',
      ({ bus, left }) => {
        left.model = 'lcus-4'
        bus.boards.splice(1)
      },
    ],
    [
      'a question to one board that opens locks of its neighbour',
      '/buses/0/boards/0/address',
      ({ left, right }) => {
        Object.assign(left, { model: 'winnsen-16-one-by-one', address: 0x86 })
        Object.assign(right, { model: 'shuoming-8a-24', address: 6 })
      },
    ],
    [
      'a USB relay on a serial line',
      '/buses/0/boards/0/model',
      ({ bus, left }) => {
        bus.line = { kind: 'serial', path: '/dev/ttyUSB0' }
        left.model = 'dcttech-usbrelay-2'
      },
    ],
    [
      'a lock board on a USB line',
      '/buses/0/boards/0/model',
      ({ bus }) => (bus.line = { kind: 'hid' }),
    ],
    [
      'a USB relay with a name that is too long',
      '/buses/0/line/serial',
      ({ bus }) => (bus.line = { kind: 'hid', serial: 'TOOLONG' }),
    ],
    ['an unknown side', '/doors/0/side', ({ shoe }) => (shoe.side = 'top' as never)],
    [
      'a port out of range',
      '/buses/0/line/port',
      ({ bus }) => (bus.line = { kind: 'tcp', host: 'bu', port: 0 }),
    ],
    [
      'a serial port without a path',
      '/buses/0/line/path',
      ({ bus }) => (bus.line = { kind: 'serial', path: '' }),
    ],
    [
      'a line in use',
      '/buses/1/line',
      ({ config, bus }) => config.buses.push({ ...bus, id: 'second', boards: [] }),
    ],
    [
      'one bus id twice',
      '/buses/1/id',
      ({ config, bus }) => config.buses.push({ ...bus, boards: [] }),
    ],
  ]

  const partsOf = (config: HardwareConfig): Parts => {
    const bus = must(config.buses[0], 'a bus')
    return {
      config,
      bus,
      left: must(bus.boards[0], 'left'),
      right: must(bus.boards[1], 'right'),
      shoe: must(config.doors[0], 'the shoe box'),
      back: must(config.doors[2], 'the back of the crate'),
    }
  }

  test.each(mistakes)('with %s is refused at %s', async (_, pointer, spoil) => {
    const { config } = await aLocker()
    spoil(partsOf(config))
    const code: ErrorCode = 'config/invalid'
    await expect(
      openHardware(config, { clock: new VirtualClock(instant(0)) }),
    ).rejects.toMatchObject({ code })
    expect(mistakesIn(config)).toContain(pointer)
  })

  test('without mistakes is taken', async () => {
    const { config } = await aLocker()
    expect(mistakesIn(config)).toEqual([])
  })
})

function mistakesIn(config: HardwareConfig): string[] {
  try {
    checkHardwareConfig(config)
    return []
  } catch (error) {
    return (error as { fields: { pointer: string }[] }).fields.map(({ pointer }) => pointer)
  }
}
