import { millis, seconds } from '@cubby/kit/clock'
import { sum8 } from '../checksums.ts'
import { bits } from '../data-fields.ts'
import { defineBoard, eightN1, note, pulsesOf } from '../define-board.ts'

const document = 'Kerong, KR-CU48 communication protocol'

export const cu48 = defineBoard({
  model: 'kerong-cu48',
  family: 'kerong-48',
  vendor: 'Kerong',
  name: 'KR-CU48',
  channels: 48,
  addresses: { first: 0x00, last: 0x09 },
  broadcast: { address: 0x0a, channel: 0x30 },
  // The maker promises a reaction within a second.
  line: eightN1(19_200, seconds(1)),
  frame: { start: [0x02], end: 0x03, checksum: sum8 },
  commands: {
    open: { request: ['address', 'channel', 0x51] },
    status: {
      request: ['address', 'ignored', 0x50],
      reply: ['address', 'ignored', 0x65, bits('hooks', 6)],
    },
  },
  coil: pulsesOf(millis(500)),
  wiring: [
    note(
      'Feed 12 to 24 V. RS-485 on A (T/R+) and B (T/R-); Y and Z of the same connector are RXD+ and RXD- and stay free.',
      `${document}, connector`,
    ),
    note(
      'Bytes like FB and F2 instead of answers: A and B are exchanged.',
      'Running boards of the same maker',
    ),
  ],
  quirks: [
    note(
      'Unlocking gives no reply at all: the door is known only from the next status.',
      `${document}, command 51`,
    ),
    note(
      'The lock byte of a status reply carries nothing and is not compared.',
      `${document}, reply 65`,
    ),
    note(
      'The document speaks of frames of 32 and 12 bytes; on the wire they have 6 and 12.',
      `${document}, headings against its own examples`,
    ),
  ],
  caveats: [
    note(
      'Whether 1 means closed depends on how the microswitches are wired (NO or NC): check one door by hand and set `doorContact`.',
      `${document}, reply 65`,
    ),
    note(
      'The checksum is a plain sum: two opposite bit errors pass it. Doors are therefore read again, never trusted once.',
      'Worked frames of the same family with equal sums',
    ),
    note(
      'One frame opens every lock of a board or of the whole bus. Cubby never sends it, but anybody on the wires can: keep the bus inside the cabinet.',
      `${document}, lock 30 and address 0A`,
    ),
  ],
  confidence: 'official-document',
})
