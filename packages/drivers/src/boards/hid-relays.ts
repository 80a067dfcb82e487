import { millis, seconds } from '@cubby/kit/clock'
import { noChecksum } from '../checksums.ts'
import { bits, label } from '../data-fields.ts'
import {
  type BoardDefinition,
  defineBoard,
  eightN1,
  note,
  notes,
  pulsesOf,
} from '../define-board.ts'

const programs = 'usbrelay, usb-relay-hid and a Node program, on running boards'
/** A report has eight bytes, of which a command uses two. */
const unused = [0, 0, 0, 0, 0, 0] as const

/** A relay without a serial port: it is told and asked by feature reports. The byte in front is the number of the report. */
const usbRelay = (channels: number): BoardDefinition =>
  defineBoard({
    model: `dcttech-usbrelay-${channels}`,
    family: 'hid-relay',
    vendor: 'dcttech',
    name: `USBRelay${channels} (HID 16C0:05DF)`,
    channels,
    firstChannel: 1,
    addresses: { first: 0, last: 0 },
    isHid: true,
    line: eightN1(9_600, seconds(1)),
    frame: { start: [0x00], checksum: noChecksum },
    commands: {
      open: { request: [0xff, 'channel', ...unused] },
      release: { request: [0xfd, 'channel', ...unused] },
      rest: { request: [0xfc, 0, ...unused] },
    },
    others: {
      'hold-all': { request: [0xfe, 0, ...unused] },
      'read-relays': { request: [], reply: [label(5), 'ignored', 'ignored', bits('outputs', 1)] },
    },
    coil: pulsesOf(millis(500)),
    wiring: notes(
      programs,
      'A bus of its own: `{"kind":"hid"}` where it is the only one, else with `path` or `serial`; `npm run -s device -- usb-relays` tells both. The back office does not offer it yet: it goes into the file of devices on the machine.',
      'Whoever runs the locker must be allowed to: `SUBSYSTEM=="hidraw", ATTRS{idVendor}=="16c0", ATTRS{idProduct}=="05df", MODE="0660", GROUP="dialout"` in a file of /etc/udev/rules.d.',
      'Linux needs libusb-1.0-0 and libudev1, and the library node-hid, which `npm ci` brings along where it can.',
    ),
    quirks: notes(
      programs,
      'All of them have the same ids and no serial number in USB; theirs stands in their report.',
      'Some systems put the number of the report before its eight bytes, others do not: both are read.',
      'All relays are switched off when the locker starts and when it stops.',
    ),
    caveats: [
      note(
        'For lights, heaters and sockets only: it cannot end a pulse by itself, so a computer that dies would burn the coil of a lock, and it has no door contact.',
        'Principle of the board',
      ),
      note(
        'No board of this kind was ever plugged in here, and Linux in our tests has no way to pretend one: the bytes are tried against an emulator, the library only as far as that it loads and lists none. Switch each relay once before a machine depends on it.',
        'Our own tests',
      ),
    ],
    confidence: 'running-board',
  })

export const usbRelay1 = usbRelay(1)
export const usbRelay2 = usbRelay(2)
export const usbRelay4 = usbRelay(4)
export const usbRelay8 = usbRelay(8)
