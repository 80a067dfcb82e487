import { millis, seconds } from '@cubby/kit/clock'
import { noChecksum, sum8 } from '../checksums.ts'
import { channelDigit, text } from '../data-fields.ts'
import {
  type BoardDefinition,
  defineBoard,
  eightN1,
  note,
  notes,
  pulsesOf,
} from '../define-board.ts'

type Relay = Pick<BoardDefinition, 'model' | 'vendor' | 'name' | 'channels' | 'frame'> &
  Partial<Pick<BoardDefinition, 'firstChannel' | 'commands'>>

/** Relays on a USB port, for lights and sockets, and for locks where nothing better is left. */
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
        'Each lock between its supply and COM/NO of one relay, with a diode across the coil and a fuse that the coil outlives.',
        'Practice',
      ),
    ],
    quirks: notes(
      'Programs of several makers',
      'Most answer nothing at all; whatever comes is not read.',
      'All relays are switched off when the locker starts and when it stops.',
    ),
    caveats: notes(
      'Principle of the board',
      'No door contact: its doors are unknown for ever, so nothing can be deposited behind them. For lights and sockets.',
      'The program ends the pulse. If the computer dies within this half second the coil stays under current: a fuse or a timer relay must save it.',
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
})
