import { bytesOf, hexOf } from '../hex.ts'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { instant, millis, seconds } from '@cubby/kit/clock'
import { VirtualClock } from '@cubby/kit/virtual-clock'
import { Bus } from '../bus.ts'
import { xor8 } from '../checksums.ts'
import { decode, encode } from '../codec.ts'
import { defineBoard, eightN1, note, pulsesOf } from '../define-board.ts'
import { attachBoards } from '../emulator/attach-boards.ts'
import { EmulatedBoard } from '../emulator/emulated-board.ts'
import { memoryLinePair } from '../lines/memory-line.ts'
import { lockBoard } from '../lock-board.ts'

/**
 * Goal: the guide "Add a lock board" is true: a language that nobody had before is data in one small file.
 * Method: a board with a header of two bytes, of which one program tells how to open locks and nothing else. That is too little
 * to be offered to anybody, and enough to be driven.
 */
const unheardOf = defineBoard({
  model: 'unheard-of-24',
  family: 'unheard-of',
  vendor: 'Nobody',
  name: '24-lock board',
  channels: 24,
  firstChannel: 1,
  addresses: { first: 0, last: 31 },
  line: eightN1(9_600, seconds(1)),
  frame: { start: [0x5a, 0x5a], checksum: xor8 },
  commands: { open: { request: [0x00, 'address', 0x00, 0x04, 0x00, 0x01, 'channel'] } },
  coil: pulsesOf(millis(500)),
  wiring: [],
  quirks: [],
  caveats: [note('Nothing is known of its doors.', 'One program')],
  confidence: 'hearsay',
})

describe('a board by the guide alone', () => {
  test('speaks its bytes both ways', () => {
    const hex = '5A 5A 00 02 00 04 00 01 18 1F'
    expect(hexOf(encode(unheardOf, 'open', { address: 2, channel: 23 }))).toBe(hex)
    expect(decode(unheardOf, bytesOf(hex))).toMatchObject({ address: 2, channel: 23 })
  })

  test('is emulated and driven', async () => {
    const clock = new VirtualClock(instant(0))
    const { driverEnd, boardEnd } = memoryLinePair()
    const emulated = new EmulatedBoard({ definition: unheardOf, address: 2, clock })
    attachBoards(boardEnd, [emulated])
    const bus = new Bus({ id: 'bus', line: driverEnd, definitions: [unheardOf], clock })
    const on = { definition: unheardOf, address: 2, doorContact: 'closed-is-1', clock } as const
    const board = lockBoard({ ...on, bus })
    await clock.runUntil(board.open(7))
    await clock.advance(millis(200))
    expect(emulated.door(7)).toBe('open')
    expect(await clock.runUntil(board.readDoors())).toEqual(Array(24).fill('unknown'))
  })

  const files = readdirSync(import.meta.dirname).filter((name) =>
    /^(?!all|vectors?\b)[a-z0-9-]+\.ts$/.test(name),
  )

  test.each(files)('%s says what it has to in 80 lines', (name) => {
    const text = readFileSync(join(import.meta.dirname, name), 'utf8')
    expect(text).toContain('defineBoard')
    expect(text.split('\n').length - 1).toBeLessThanOrEqual(80)
  })
})
