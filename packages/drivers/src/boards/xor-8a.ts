import { millis, seconds } from '@cubby/kit/clock'
import { xor8 } from '../checksums.ts'
import { bits, door, number } from '../data-fields.ts'
import {
  type BoardDefinition,
  type Command,
  defineBoard,
  eightN1,
  notes,
  pulsesOf,
} from '../define-board.ts'

const state = door({ open: 0x00, closed: 0x11 })

const ofOne = (code: number, what: number): Command => ({
  request: [code, 'address', 'channel', what],
  reply: [code, 'address', 'channel', state],
})

/** Guangzhou Shuoming (硕铭), "YS", and many names on the same board. */
const shuoming = (channels: number, statusBytes: number): BoardDefinition =>
  defineBoard({
    model: `shuoming-8a-${channels}`,
    family: '8a-xor',
    vendor: 'Shuoming / YS',
    name: `8A ${channels}-lock board`,
    channels,
    firstChannel: 1,
    addresses: { first: 1, last: 32 },
    broadcast: { channel: 0x00 },
    line: eightN1(9_600, seconds(1)),
    frame: { start: [], checksum: xor8 },
    byteOrder: 'high-first',
    commands: {
      open: ofOne(0x8a, 0x11),
      status: {
        request: [0x80, 'address', 0x00, 0x33],
        reply: [0x80, 'address', bits('hooks', statusBytes, { order: 'as-set' }), 0x33],
      },
    },
    pushes: [
      [0x82, 'address', 'channel', state],
      [0x81, 'address', 'channel', state],
    ],
    others: {
      'open-for': { request: [0x8a, 'address', 'channel', 0x11, number('amount')] },
      'open-many': { request: [0x90, 'address', bits('channels', 3)] },
      'query-one': ofOne(0x80, 0x33),
      hold: { request: [0x9a, 'address', 'channel', 0x11] },
      release: { request: [0x9b, 'address', 'channel', 0x11] },
      firmware: { request: [0x82, 'address', 0x00, 0x22] },
    },
    coil: pulsesOf(millis(300)),
    wiring: notes(
      'Maker’s sheet of 2021',
      'Feed 12 to 24 V, up to 6 A per lock. RS-485 on A and B; some boards have TTL instead. Switches select address 1 to 32.',
      'Locks come with a feedback wire that closes or that opens when the door is shut. With all doors shut run `npm run device -- calibrate`.',
    ),
    quirks: notes(
      'Frames of running boards, against the sheet and against each other',
      'The bitmap comes last channels first on the boards that were seen; one program reads it the other way, so it is a setting.',
      'An echo of a request to open and the reply "closed" are the same bytes: the first status tells whether the adapter echoes.',
      'Some boards put garbage before an answer.',
    ),
    caveats: notes(
      'Sheet “2024A1” against running boards',
      'Not every board tells of doors by itself, and two forms of it are in use; both are understood.',
      'Boards for 2, 18 and 50 locks exist; how many bytes their status has is not known, so they are not offered.',
    ),
    confidence: 'running-board',
  })

export const xor8a8 = shuoming(8, 3)
export const xor8a12 = shuoming(12, 3)
export const xor8a24 = shuoming(24, 3)
export const xor8a32 = shuoming(32, 4)
