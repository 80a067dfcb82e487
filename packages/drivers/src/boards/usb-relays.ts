import { millis, seconds } from '@cubby/kit/clock'
import { noChecksum, sum8 } from '../checksums.ts'
import { channelDigit, output, text } from '../data-fields.ts'
import {
  type BoardDefinition,
  defineBoard,
  eightN1,
  note,
  notes,
  pulsesOf,
} from '../define-board.ts'

type Relay = Pick<BoardDefinition, 'model' | 'vendor' | 'name' | 'channels' | 'frame'> &
  Partial<Pick<BoardDefinition, 'firstChannel' | 'commands' | 'others' | 'query'>>

/** Relays on a USB port, for lights, heaters and sockets. */
const usbRelay = (relay: Relay): BoardDefinition =>
  defineBoard({
    firstChannel: 1,
    commands: { open: { request: ['channel', 0x01] }, release: { request: ['channel', 0x00] } },
    ...relay,
    family: 'usb-relay',
    addresses: { first: 0, last: 0 },
    line: eightN1(9_600, seconds(1)),
    coil: pulsesOf(millis(500)),
    wiring: [
      note(
        'Each load between its supply and COM/NO of one relay; nothing above what is printed on the relay.',
        'Practice',
      ),
    ],
    quirks: notes(
      'Programs of several makers',
      'Most answer nothing at all; whatever comes is not read. A prober finds KMtronic and Numato by asking for one relay, and LCUS never: only some of them have a question, and not the same one.',
      'All relays are switched off when the locker starts and when it stops.',
    ),
    caveats: notes(
      'Principle of the board',
      'For lights, heaters and sockets only: a lock on it is refused. It cannot end a pulse by itself, so a computer that dies would burn the coil, and without a contact its door would be unknown for ever.',
    ),
    confidence: 'running-board',
  })

const lcusOf = (channels: number) =>
  usbRelay({
    model: `lcus-${channels}`,
    vendor: 'LC Technology',
    name: `LCUS-${channels}`,
    channels,
    frame: { start: [0xa0], checksum: sum8 },
  })

export const lcus1 = lcusOf(1)
export const lcus2 = lcusOf(2)
export const lcus4 = lcusOf(4)
export const lcus8 = lcusOf(8)

export const kmtronic8 = usbRelay({
  model: 'kmtronic-8',
  vendor: 'KMtronic',
  name: 'USB relay, 8 channels',
  channels: 8,
  frame: { start: [0xff], checksum: noChecksum },
  others: { 'read-relay': { request: ['channel', 0x03], reply: ['channel', output(0x01, 0x00)] } },
})

export const numato16 = usbRelay({
  model: 'numato-16',
  vendor: 'Numato',
  name: 'USB relay module, up to 16 channels',
  channels: 16,
  firstChannel: 0,
  frame: { start: text('relay o'), end: 0x0d, checksum: noChecksum },
  commands: {
    open: { request: [...text('n '), channelDigit] },
    release: { request: [...text('ff '), channelDigit] },
  },
  query: { request: text('relay read 0\r'), answer: /\b(?:on|off)\b[\s>]*$/ },
})
