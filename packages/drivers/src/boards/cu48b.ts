import { bits } from '../data-fields.ts'
import { defineBoard, note } from '../define-board.ts'
import { cu48 } from './cu48.ts'

const document = 'Kerong, KR-CU48B communication protocol'

/** The CU48 with an infrared sensor per cell, and other command bytes. */
export const cu48b = defineBoard({
  ...cu48,
  model: 'kerong-cu48b',
  name: 'KR-CU48B',
  commands: {
    open: { request: ['address', 'channel', 0x61] },
    status: {
      request: ['address', 'ignored', 0x60],
      reply: ['address', 'ignored', 0x75, bits('hooks', 6), bits('items', 6)],
    },
  },
  quirks: [
    note(
      'Unlocking gives no dependable reply: the door is known only from the next status.',
      `${document}, command 61`,
    ),
    note(
      'A CU48 stays silent when asked 60, and this board when asked 50: that tells the two apart.',
      `${document}, command 60`,
    ),
  ],
  caveats: [
    ...cu48.caveats,
    note(
      'The infrared beam misses flat parcels and sees dirt: a hint for a dispute, never a proof that a cell is empty.',
      'Principle of the sensor; nothing in the document says otherwise',
    ),
  ],
})
