import { millis, seconds } from '@cubby/kit/clock'
import { noChecksum } from '../checksums.ts'
import { bits, door, outcome } from '../data-fields.ts'
import { type BoardDefinition, defineBoard, eightN1, note } from '../define-board.ts'

const document = 'Winnsen, Lock Control Board Serial Command Document V202104'
type Status = NonNullable<BoardDefinition['commands']['status']>
const state = door({ open: 0x01, closed: 0x00 })

const status: Status = {
  request: ['length', 0x02, 'address', bits('channels', 2)],
  reply: ['length', 0x82, 'address', bits('hooks', 2, { one: 'open' })],
}
const statusOfOne: Status = {
  request: ['length', 0x12, 'address', 'channel'],
  reply: ['length', 0x92, 'address', 'channel', state],
  orReply: ['length', 0x92, 'address', state, 'channel'],
}

/** Winnsen's boards answer one of two questions about their doors, by their firmware. */
const winnsen = (isOneByOne: boolean): BoardDefinition =>
  defineBoard({
    model: isOneByOne ? 'winnsen-16-one-by-one' : 'winnsen-16',
    family: 'winnsen',
    vendor: 'Winnsen',
    name: isOneByOne ? '16-lock board, status one by one' : '16-lock board',
    channels: 16,
    firstChannel: 1,
    addresses: { first: 0, last: 255 },
    line: eightN1(9_600, seconds(2)),
    frame: { start: [0x90], end: 0x03, checksum: noChecksum },
    commands: {
      open: {
        request: ['length', 0x05, 'address', 'channel'],
        reply: ['length', 0x85, 'address', 'channel', outcome(0x01, 0x00)],
      },
      status: isOneByOne ? statusOfOne : status,
    },
    coil: { pulse: millis(500), rest: seconds(4), longRun: seconds(15) },
    wiring: [
      note(
        'RS-485 through a CH340, CH341 or PL2303 adapter; switches select the station, and a single board may stay at 0.',
        document,
      ),
    ],
    quirks: [
      note(
        'The end byte 03 is also lock 3: frames are cut by their length, never by it.',
        document,
      ),
      note(
        'Two companies read the answer about one door in different order: the byte that equals the lock asked for is the lock.',
        'A Node program and a Kotlin program, both on running boards',
      ),
    ],
    caveats: [
      note(
        'Nothing guards a frame but its length and its fixed bytes: keep the wires short, and believe a door that was read twice.',
        document,
      ),
      note(
        'The reply to "open" comes when the door moved, and holds the bus until then.',
        document,
      ),
      note(
        'One company lets a cell rest for 15 seconds because its coils overheated. Here a second try comes after 4, so that whoever did not pull in time gets the door; after some eleven tries in a row it is one in 15.',
        'Its kiosk’s program',
      ),
    ],
    confidence: 'official-document',
  })

export const winnsen16 = winnsen(false)
export const winnsen16OneByOne = winnsen(true)
