import { millis, seconds } from '@cubby/kit/clock'
import { crc16 } from '../checksums.ts'
import { bits, number } from '../data-fields.ts'
import { type Command, defineBoard, eightN1, note, pulsesOf } from '../define-board.ts'
import type { Pattern } from '../fields.ts'

const sheet = 'Waveshare, Modbus RTU Relay (D)'

/** The answer to a write is the request itself. */
const write = (...what: Pattern): Command => {
  const request = ['address', 0x05, ...what] as const
  return { request, reply: request }
}

/** A relay board with inputs, which ends its pulses by itself. */
export const modbusRelay8 = defineBoard({
  model: 'waveshare-relay-8d',
  family: 'modbus-relay',
  vendor: 'Waveshare',
  name: 'Modbus RTU Relay (D), 8 relays',
  channels: 8,
  addresses: { first: 1, last: 247 },
  broadcast: { channel: 0xff },
  line: eightN1(9_600, seconds(1)),
  frame: { start: [], checksum: crc16 },
  commands: {
    // "Flash on" for five tenths of a second.
    open: write(0x02, 'channel', 0, 5),
    status: {
      request: ['address', 0x02, 0, 0, 0, 8],
      reply: ['address', 0x02, 1, bits('hooks', 1)],
    },
    rest: write(0, 0xff, 0, 0),
  },
  others: {
    hold: write(0, 'channel', 0xff, 0),
    release: write(0, 'channel', 0, 0),
    toggle: { request: ['address', 0x05, 0, 'channel', 0x55, 0] },
    'read-relays': {
      request: ['address', 0x01, 0, 0, 0, 8],
      reply: ['address', 0x01, 1, bits('outputs', 1)],
    },
    'read-registers': {
      request: ['address', 0x04, number('amount', 2), number('count', 2)],
      reply: ['address', 0x04, 4, number('amount', 2), number('count', 2)],
    },
  },
  coil: pulsesOf(millis(500)),
  wiring: [
    note(
      'Each lock between its supply and COM/NO of one relay, with a diode across the coil; its door contact on the input of the same number.',
      sheet,
    ),
    note(
      'A contact that closes with the door reads 1 when closed; otherwise set `doorContact` to `closed-is-0`.',
      sheet,
    ),
  ],
  quirks: [
    note(
      'Pulses are the board’s own "flash" command: a program that dies in the middle leaves no coil under current.',
      'A network that runs on these boards',
    ),
    note(
      'The answer to a write is the request itself, byte by byte.',
      'Modbus application protocol',
    ),
  ],
  caveats: [
    note(
      'Anybody on the wires can leave a relay on; all are switched off when the locker starts.',
      sheet,
    ),
    note(
      'Only the board with inputs is offered: without them no door is ever known. Boards of 16 and 32 relays are not.',
      'No frame of one was found',
    ),
  ],
  confidence: 'official-document',
})
