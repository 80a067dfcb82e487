import { millis, seconds } from '@cubby/kit/clock'
import { crc16 } from '../checksums.ts'
import { bits, channelRegister, number } from '../data-fields.ts'
import { type BoardDefinition, defineBoard, eightN1, note, pulsesOf } from '../define-board.ts'
import type { Pattern } from '../fields.ts'

const sheet = 'LC Technology, list of Modbus RTU commands'
const same = (...request: Pattern) => ({ request, reply: request })
/** Mode and time of each relay stand in two registers, five apart. */
const timers = channelRegister(3, 5)
const allRelays = ['address', 0x0f, 0, 0, 0, 8] as const

/** A relay board with as many inputs, sold under many names; it ends its pulses by itself. */
const lcModbus = (channels: 4 | 8): BoardDefinition =>
  defineBoard({
    model: `lc-modbus-relay-${channels}`,
    family: 'lc-modbus-relay',
    vendor: 'LC Technology',
    name: `Modbus RTU relay, ${channels} relays and inputs`,
    channels,
    addresses: { first: 1, last: 255 },
    line: eightN1(9_600, seconds(1)),
    frame: { start: [], checksum: crc16 },
    commands: {
      // Mode 4, "on, and off again", after five tenths of a second.
      open: {
        request: ['address', 0x10, timers, 0, 2, 4, 0, 4, 0, 5],
        reply: ['address', 0x10, timers, 0, 2],
      },
      status: {
        request: ['address', 0x02, 0, 0, 0, 8],
        reply: ['address', 0x02, 1, bits('hooks', 1)],
      },
      rest: { request: [...allRelays, 1, 0], reply: allRelays },
    },
    others: {
      'open-for': { request: ['address', 0x10, timers, 0, 2, 4, 0, 4, number('amount', 2)] },
      hold: same('address', 0x05, 0, 'channel', 0xff, 0),
      release: same('address', 0x05, 0, 'channel', 0, 0),
      'hold-all': { request: [...allRelays, 1, 0xff], reply: allRelays },
      'read-relays': {
        request: ['address', 0x01, 0, 0, 0, 8],
        reply: ['address', 0x01, 1, bits('outputs', 1)],
      },
    },
    coil: pulsesOf(millis(500)),
    wiring: [
      note(
        'Each lock between its supply and COM/NO of one relay, with a diode across the coil; its door contact between a supply of 3.3 to 30 V and the input of the same number, which reads 1 when it carries voltage.',
        sheet,
      ),
      note(
        'Boards come with address 255. Give each its own alone on the wires: `00 10 00 00 00 01 02 00 01 6A 00` on the console makes it 1.',
        sheet,
      ),
    ],
    quirks: [
      note(
        'Pulses are the board’s own, in tenths of a second: a program that dies in the middle leaves no coil under current.',
        sheet,
      ),
    ],
    caveats: [
      note(
        'Asks for its inputs in the words of the Waveshare board and opens in others: a prober names both. Look at the print, and open one door; under the wrong name nothing moves.',
        'Both lists of commands',
      ),
      note('Anybody on the wires can leave a relay on; all are switched off when the locker starts.', sheet), // prettier-ignore
    ],
    confidence: 'official-document',
  })

export const lcModbus4 = lcModbus(4)
export const lcModbus8 = lcModbus(8)
