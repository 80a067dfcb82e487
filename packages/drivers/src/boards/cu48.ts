import { seconds } from '@cubby/kit/clock'
import { limits } from '@cubby/kit/limits'
import { bits, defineBoard, sum8 } from '../define-board.ts'

const document = 'Kerong, KR-CU48 communication protocol'

export const cu48 = defineBoard({
  model: 'kerong-cu48',
  vendor: 'Kerong',
  name: 'KR-CU48',
  channels: 48,
  addresses: { first: 0x00, last: 0x09 },
  broadcast: { address: 0x0a, channel: 0x30 },
  line: {
    baudRate: 19_200,
    dataBits: 8,
    parity: 'none',
    stopBits: 1,
    // The maker promises a reaction within a second.
    replyTimeout: seconds(1),
    gap: limits.busGap,
  },
  frame: { start: 0x02, end: 0x03, commandAt: 3, checksum: sum8 },
  commands: {
    open: { request: ['address', 'channel', 0x51] },
    status: {
      request: ['address', 'ignored', 0x50],
      reply: ['address', 'ignored', 0x65, bits('hooks', 6)],
    },
  },
  quirks: [
    {
      text: 'Unlocking gives no reply at all: the door is known only from the next status.',
      source: `${document}, command 51`,
    },
    {
      text: 'The lock byte of a status reply carries nothing and is not compared.',
      source: `${document}, reply 65`,
    },
    {
      text: 'The document speaks of frames of 32 and 12 bytes; on the wire they have 6 and 12.',
      source: `${document}, headings against its own examples`,
    },
  ],
  caveats: [
    {
      text: 'Whether 1 means closed depends on how the microswitches are wired (NO or NC): check one door by hand and set `doorContact`.',
      source: `${document}, reply 65`,
    },
    {
      text: 'The checksum is a plain sum: two opposite bit errors pass it. Doors are therefore read again, never trusted once.',
      source: 'Worked frames of the same family with equal sums',
    },
    {
      text: 'One frame opens every lock of a board or of the whole bus. Cubby never sends it, but anybody on the wires can: keep the bus inside the cabinet.',
      source: `${document}, lock 30 and address 0A`,
    },
  ],
  confidence: 'official-document',
})
