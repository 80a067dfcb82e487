import { instant, millis, seconds } from '@cubby/kit/clock'
import { limits } from '@cubby/kit/limits'
import { VirtualClock } from '@cubby/kit/virtual-clock'
import { describe, expect, test } from 'vitest'
import { allBoards, boardNamed } from '../boards/all.ts'
import { hexOf } from '../hex.ts'
import { attachBoards } from '../emulator/attach-boards.ts'
import { EmulatedBoard } from '../emulator/emulated-board.ts'
import type { DoorConfig } from '../hardware-config.ts'
import { memoryLinePair } from '../lines/memory-line.ts'
import { openHardware } from '../locker-hardware.ts'
import { relayWordsOf } from './relay-output.ts'

const cell = 'cel_lock'
const lock: DoorConfig = { cell, side: 'front', board: 'relays', channel: 0 }

/** A relay board with a lock on its first relay, where it may have one, and whatever passes on its wires. */
async function aBoard(model: string) {
  const clock = new VirtualClock(instant(0))
  const definition = boardNamed(model)
  if (!definition) throw new Error(`no board ${model}`)
  const pair = memoryLinePair()
  const address = definition.addresses.first
  const board = new EmulatedBoard({ definition, address, clock })
  const wires = attachBoards(pair.boardEnd, [board])
  const said: string[] = []
  pair.boardEnd.onData((bytes) => said.push(hexOf(bytes)))
  const relays = { id: 'relays', model, address, doorContact: 'closed-is-1' as const }
  const hardware = await openHardware(
    {
      buses: [{ id: 'bus', line: { kind: 'memory', line: pair.driverEnd }, boards: [relays] }],
      // No lock hangs on a relay whose pulse the program would have to end.
      doors: definition.commands.release ? [] : [lock],
    },
    { clock },
  )
  // What is said at the start takes the current off everything.
  await clock.advance(seconds(2))
  said.length = 0
  const output = (channel: number) => {
    if (!hardware.output) throw new Error('no outputs')
    return hardware.output('relays', channel)
  }
  return { clock, board, hardware, said, output, wires, ...pair }
}

describe.each([
  ['waveshare-relay-8d', '01 05 00 02 FF 00 2D FA', '01 05 00 02 00 00 6C 0A', true],
  ['lcus-4', 'A0 03 01 A4', 'A0 03 00 A3', null],
  ['kmtronic-8', 'FF 03 01', 'FF 03 00', null],
  ['numato-16', '72 65 6C 61 79 20 6F 6E 20 32 0D', '72 65 6C 61 79 20 6F 66 66 20 32 0D', null],
  ['lc-modbus-relay-8', '01 05 00 02 FF 00 2D FA', '01 05 00 02 00 00 6C 0A', true],
  ['dcttech-usbrelay-4', '00 FF 03 00 00 00 00 00 00', '00 FD 03 00 00 00 00 00 00', true],
] as const)('the third relay of %s', (model, on, off, tells) => {
  test('is switched on and off by these bytes, stays as it is, and is told where it can be', async () => {
    const { clock, board, said, output } = await aBoard(model)
    await clock.runUntil(output(2).set(true))
    expect(said).toEqual([on])
    await clock.advance(seconds(3_600))
    expect(board.isOn(2)).toBe(true)
    expect(await clock.runUntil(output(2).isOn())).toBe(tells)
    said.length = 0
    await clock.runUntil(output(2).set(false))
    expect(said).toEqual([off])
    expect(board.isOn(2)).toBe(false)
    expect(await clock.runUntil(output(2).isOn())).toBe(tells === null ? null : false)
  })

  const hasLock = boardNamed(model)?.commands.release === undefined

  test.each(hasLock ? [model] : [])(
    'of %s leaves the lock on the first relay alone, which no order reaches',
    async () => {
      const { clock, board, hardware, output } = await aBoard(model)
      const refused = () => output(0)
      expect(refused).toThrow(expect.objectContaining({ code: 'config/invalid' }))
      await clock.runUntil(output(2).set(true))
      await clock.runUntil(hardware.pulse(cell, 'front'))
      await clock.advance(seconds(2))
      expect([board.isOn(0), board.isBurnt(0), board.isOn(2)]).toEqual([false, false, true])
      expect(board.pulses.filter(({ channel }) => channel === 0)).toHaveLength(1)
    },
  )

  test('of a board that is not there is a failure, not a guess', async () => {
    const { clock, output, cut } = await aBoard(model)
    cut()
    await expect(clock.runUntil(output(2).set(true))).rejects.toMatchObject({
      code: 'line/unavailable',
    })
  })
})

test('boards that only pulse, channels that are not there and boards that nobody named are refused', async () => {
  const { hardware, output } = await aBoard('kerong-cu48')
  expect(() => output(5)).toThrow(expect.objectContaining({ code: 'config/invalid' }))
  expect(() => output(48)).toThrow(expect.objectContaining({ code: 'not-found' }))
  expect(() => hardware.output?.('other', 0)).toThrow(expect.objectContaining({ code: 'not-found' })) // prettier-ignore
})

test('every board that keeps an output on can also let it go', () => {
  const able = allBoards.filter((board) => relayWordsOf(board) !== null)
  expect(able.length).toBeGreaterThan(8)
  for (const board of able) expect(relayWordsOf(board)?.off).not.toEqual(relayWordsOf(board)?.on)
})

describe('hundreds of orders on the wires of a lock', () => {
  test('let a pulse go first: it waits for the one that is under way and for no other', async () => {
    const { clock, hardware, output, said } = await aBoard('waveshare-relay-8d')
    const orders = Array.from({ length: 700 }, (_, i) => output(1 + (i % 7)).set(i % 2 === 0))
    for (const order of orders) order.catch(() => {})
    await clock.advance(millis(40))
    said.length = 0
    const pulse = hardware.pulse(cell, 'front')
    await clock.advance(limits.busGap)
    await pulse
    expect(said.slice(0, 2)).toContain('01 05 02 00 00 05 0C 71')
    await clock.runUntil(Promise.all(orders))
  })

  test('on a silent board keep a pulse waiting for no longer than a silent lock board would', async () => {
    const { clock, board, hardware, output } = await aBoard('waveshare-relay-8d')
    board.faults.dropRequests = 1
    const order = output(1).set(true)
    order.catch(() => {})
    await clock.advance(millis(1))
    const asked = clock.monotonic()
    let openedAfter = Infinity
    board.onPulse(({ channel }) => {
      if (channel === 0) openedAfter = clock.monotonic() - asked
    })
    await clock.runUntil(hardware.pulse(cell, 'front'))
    await expect(order).rejects.toMatchObject({ code: 'board/no-answer' })
    expect(openedAfter).toBeLessThanOrEqual(limits.silentBoardTimeout + limits.busGap)
  })
})
