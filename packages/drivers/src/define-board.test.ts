import { bytesOf, hexOf } from './hex.ts'
import { millis, seconds } from '@cubby/kit/clock'
import { describe, expect, test } from 'vitest'
import { decode, encode } from './codec.ts'
import { cu48 } from './boards/cu48.ts'
import { xor8 } from './checksums.ts'
import { bits } from './data-fields.ts'
import { type BoardDefinition, defineBoard, shapesOf } from './define-board.ts'
import { FrameParser } from './parser.ts'

/** A board of another family: no end byte, command after the channel, XOR. Not a real product. */
const heron: BoardDefinition = {
  ...cu48,
  model: 'heron-24',
  channels: 24,
  addresses: { first: 1, last: 8 },
  frame: { start: [0x8a], checksum: xor8 },
  commands: {
    open: { request: ['address', 'channel', 0x11] },
    status: {
      request: ['address', 'ignored', 0x33],
      reply: ['address', 'ignored', 0x34, bits('hooks', 3)],
    },
  },
}

describe('a definition', () => {
  test('can say what another family of boards speaks', () => {
    const board = defineBoard(heron)
    const frame = encode(board, 'open', { address: 1, channel: 1 })
    expect(hexOf(frame)).toBe('8A 01 01 11 9B')
    expect(decode(board, frame)).toMatchObject({ command: 'open', address: 1, channel: 1 })
  })

  test('lets two families share a stream of bytes', () => {
    const parser = new FrameParser([heron, cu48].flatMap(shapesOf))
    const found = parser.push(bytesOf('8A 02 02 00 50 03 57 8A 01 01 11 9B'))
    expect(found.map(({ bytes }) => hexOf(bytes))).toEqual(['02 02 00 50 03 57', '8A 01 01 11 9B'])
  })

  test.each<[string, Partial<BoardDefinition>, RegExp]>([
    ['a name with spaces', { model: 'Heron 24' }, /lower case/],
    ['no address', { addresses: { first: 2, last: 1 } }, /no address/],
    ['fewer bits than channels', { channels: 25 }, /bitmap too short/],
    [
      'too much for the coil in the long run',
      { coil: { pulse: millis(500), rest: seconds(3), longRun: seconds(5) } },
      /bears for ever/,
    ],
    [
      'a pulse that burns the coil',
      { coil: { pulse: seconds(2), rest: seconds(3), longRun: seconds(60) } },
      /pulseMax/,
    ],
    [
      'no rest for the coil',
      { coil: { pulse: millis(300), rest: millis(0), longRun: seconds(10) } },
      /pulseGapPerCell/,
    ],
    [
      'so much rest that a person gives up',
      { coil: { pulse: millis(300), rest: seconds(15), longRun: seconds(15) } },
      /doorOpensWithin/,
    ],
    [
      'a status that tells nothing of doors',
      {
        commands: { ...heron.commands, status: { request: ['address'], reply: ['address', 0x34] } },
      },
      /tells of no door/,
    ],
    [
      'an opening that names no channel',
      { commands: { ...heron.commands, open: { request: ['address', 'ignored', 0x11] } } },
      /must name a channel/,
    ],
    [
      'a frame longer than any buffer',
      {
        commands: {
          ...heron.commands,
          status: {
            request: ['address', 'ignored', 0x33],
            reply: ['address', 'ignored', 0x34, bits('hooks', 80)],
          },
        },
      },
      /frameBytesMax/,
    ],
  ])('with %s is refused at start-up', (_, slip, why) => {
    expect(() => defineBoard({ ...heron, ...slip })).toThrow(why)
  })
})
