import { millis, seconds } from '@cubby/kit/clock'
import { sum8After } from '../checksums.ts'
import { bits, door, number, output } from '../data-fields.ts'
import { defineBoard, eightN1, note, pulsesOf } from '../define-board.ts'

const source = 'One program on a running board'
const state = door({ open: 0x01, closed: 0x00 })
const mask = bits('channels', 2, { order: 'high-first' })

export const dc02 = defineBoard({
  model: 'dc-02-12',
  family: 'dc-02',
  vendor: 'DC 02',
  name: '12-lock board',
  channels: 12,
  firstChannel: 1,
  addresses: { first: 1, last: 15 },
  line: eightN1(9_600, seconds(1)),
  frame: { start: [0xdc], checksum: sum8After(2) },
  commands: {
    open: {
      request: [0x02, 'address', 0x10, 1, 'channel'],
      reply: [0xfe, 'address', 0x10, 2, 'channel', state],
    },
    status: {
      request: [0x02, 'address', 0x12, 0],
      reply: [0xfe, 'address', 0x12, 2, bits('hooks', 2, { order: 'high-first', one: 'open' })],
    },
  },
  others: {
    version: { request: [0x02, 'address', 0x01, 0] },
    'query-one': {
      request: [0x02, 'address', 0x11, 1, 'channel'],
      reply: [0xfe, 'address', 0x11, 2, 'channel', state],
    },
    'open-all': { request: [0x02, 'address', 0x14, 0] },
    'open-in-turn': { request: [0x02, 'address', 0x15, 2, mask] },
    'open-many': { request: [0x02, 'address', 0x18, 2, mask] },
    hold: {
      request: [0x02, 'address', 0x16, 2, 'channel', output(0x01, 0x00)],
      reply: [0xfe, 'address', 0x16, 1, number('amount')],
    },
    'hold-many': {
      request: [0x02, 'address', 0x1a, 2, mask],
      reply: [0xfe, 'address', 0x1a, 1, number('amount')],
    },
  },
  coil: pulsesOf(millis(500)),
  wiring: [
    note(
      'RS-485 on A and B; switches select address 1 to 15. Channels on the board count from 1.',
      source,
    ),
  ],
  quirks: [
    note('The two bytes DC 02 and DC FE are not part of the sum.', source),
    note('The answer about all doors is built by the rules: no captured one was found.', source),
  ],
  caveats: [
    note(
      'Seen on one board only: run the wiring test on every door before it goes into service.',
      source,
    ),
  ],
  confidence: 'running-board',
})
