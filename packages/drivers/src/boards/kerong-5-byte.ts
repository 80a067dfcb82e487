import { millis, seconds } from '@cubby/kit/clock'
import { sum8 } from '../checksums.ts'
import { bits } from '../data-fields.ts'
import { type BoardDefinition, defineBoard, eightN1, note, pulsesOf } from '../define-board.ts'
import { cu48 } from './cu48.ts'

/** Kerong's older language: board and lock share one byte. */
const kerong5 = (model: string, name: string, channels: number): BoardDefinition =>
  defineBoard({
    model,
    family: 'kerong-16',
    vendor: 'Kerong',
    name,
    channels,
    addresses: { first: 0, last: 9 },
    broadcast: { address: 0xf },
    line: eightN1(19_200, seconds(2)),
    frame: { start: [0x02], end: 0x03, checksum: sum8 },
    commands: {
      open: { request: ['address-and-channel', 0x31] },
      status: {
        request: ['address-high', 0x30],
        reply: ['address-high', 0x35, bits('hooks', 2), bits('items', 2)],
      },
    },
    others: { 'open-all': { request: ['address-high', 0x33] } },
    coil: pulsesOf(millis(500)),
    wiring: cu48.wiring,
    quirks: [
      note(
        'Unlocking gives no dependable reply: the door is known only from the next status.',
        'A running board',
      ),
      note(
        'One program calls the last four bytes of the status end, reserved and checksum; they are sensors, end and checksum.',
        'Its own parser, which reads the first two only',
      ),
    ],
    caveats: [
      ...cu48.caveats.slice(0, 2),
      note(
        'The speed can be changed in the board: a silent one may speak 9600, 38400 or 115200.',
        'Probing scripts of running machines',
      ),
    ],
    confidence: 'official-document',
  })

export const cu16 = kerong5('kerong-cu16', 'KR-CU16', 16)
export const cu12 = kerong5('kerong-cu12', 'KR-CU12', 12)
