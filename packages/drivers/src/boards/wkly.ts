import { millis, seconds } from '@cubby/kit/clock'
import { xor8 } from '../checksums.ts'
import { channelList, door, outcome, states, text } from '../data-fields.ts'
import {
  type BoardDefinition,
  type Command,
  defineBoard,
  eightN1,
  notes,
  pulsesOf,
} from '../define-board.ts'
import type { Pattern } from '../fields.ts'

const meanings = { open: 0x00, closed: 0x01 }
const state = door(meanings)
const done = outcome(0x00, 0xff)

const ofOne = (code: number, ...told: Pattern): Command => ({
  request: ['length', 'address', code, 'channel'],
  reply: ['length', 'address', code, done, 'channel', ...told],
})
const ofMany = (code: number, ...which: Pattern): Command => ({
  request: ['length', 'address', code, ...which],
  reply: ['length', 'address', code, done],
})

/** Boards whose frames begin with the letters WKLY; they tell of doors by themselves. */
const wkly = (channels: number): BoardDefinition =>
  defineBoard({
    model: `wkly-${channels}`,
    family: 'wkly',
    vendor: 'WKLY',
    name: `${channels}-lock board`,
    channels,
    firstChannel: 1,
    addresses: { first: 0, last: 31 },
    line: eightN1(9_600, seconds(1)),
    frame: { start: text('WKLY'), checksum: xor8 },
    commands: {
      open: ofOne(0x82, state),
      status: {
        request: ['length', 'address', 0x84],
        reply: ['length', 'address', 0x84, done, channels, states(channels, meanings)],
      },
    },
    pushes: [['length', 'address', 0x85, 'channel', state]],
    others: {
      'open-many': ofMany(0x80, channelList),
      'open-in-turn': ofMany(0x87, channelList),
      'open-all': ofMany(0x86),
      'query-one': ofOne(0x83, state),
      flash: ofOne(0x81),
      hold: ofOne(0x88),
      release: ofOne(0x89),
    },
    coil: pulsesOf(millis(500)),
    wiring: notes(
      'Maker’s sheet',
      'RS-485 on A and B, switches select address 0 to 31. Channels on the board count from 1.',
    ),
    quirks: notes(
      'Maker’s sheet, commands 82 and 85',
      'A door that moves is told at once, also between a question and its answer.',
      'The reply to "open" carries the door as it was at that moment: it is not read.',
    ),
    caveats: notes(
      'Nothing in the sheet says otherwise',
      'With several boards on one pair of wires what a board tells by itself may collide and be lost; doors are read all the same.',
      'How long a pulse is stands nowhere; half a second is reckoned with.',
    ),
    confidence: 'official-document',
  })

export const wkly4 = wkly(4)
export const wkly12 = wkly(12)
export const wkly24 = wkly(24)
