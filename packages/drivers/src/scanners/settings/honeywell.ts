import {
  answersIn,
  ascii,
  bytesOf,
  type Keep,
  marks,
  type ScannerFamily,
} from './scanner-family.ts'

const manual = 'Honeywell, Xenon, Voyager and Genesis user guides, "Serial Programming Commands"'
const PREFIX = '\u0016M\r'
const stores: Readonly<Record<Keep, string>> = { 'for-good': '.', 'until-power-off': '!' }

/** Xenon, Voyager, Genesis, Vuquest: the menu commands of the maker over a serial line. */
export const honeywell: ScannerFamily = {
  family: 'honeywell-menu',
  vendor: 'Honeywell',
  name: 'Xenon, Voyager, Genesis (menu commands)',
  ask: { current: '?', byDefault: '^', range: '*' },
  protocol: {
    encode: (commands, keep) => bytesOf(PREFIX + commands.join(';') + stores[keep]),
    // The command comes back with its mark before the sign by which it was stored.
    decode: (heard, commands) =>
      // oxlint-disable-next-line no-control-regex
      answersIn(heard, /([A-Za-z0-9|-]{6,400})([\u0006\u0005\u0015])[.!;,]/g, commands),
    answer: (answers, keep) =>
      bytesOf(
        answers
          .map(({ command, outcome }, at) =>
            [command, marks[outcome], at < answers.length - 1 ? ';' : stores[keep]].join(''),
          )
          .join(''),
      ),
    hear: (bytes) => {
      const text = ascii(bytes)
      const begin = text.indexOf(PREFIX)
      const end = begin < 0 ? null : /[.!]/.exec(text.slice(begin))
      if (!end) return null
      const commands = text.slice(begin + PREFIX.length, begin + end.index).split(';')
      const keep = end[0] === '.' ? 'for-good' : 'until-power-off'
      return { commands, keep, length: begin + end.index + 1 }
    },
  },
  settings: [
    {
      name: 'end-with-return',
      command: 'SUFBK2990D',
      text: 'ends each scan of any kind of code with CR',
      confidence: 'running-unit',
      source:
        'A public setting program reads this back from units in use; the manual says that the default is no suffix',
    },
    {
      name: 'usb-serial',
      command: 'TERMID130',
      text: 'becomes a serial port on USB; 124 is a keyboard, 131 HID POS, 000 RS-232',
      confidence: 'hearsay',
      source:
        'The numbers are in the manual, the spelling of the command is not: scan the sheet instead',
    },
  ],
  caveats: [
    {
      text: 'The default is no end of a scan at all. The sheet "plug and play" of the maker adds one; without it scans run together.',
      source: manual,
    },
    { text: 'A prefix and a suffix take 200 characters at most.', source: manual },
    {
      text: 'Memory for good wears out; set until the power goes while trying.',
      source: `${manual}, "Menu Command Syntax"`,
    },
  ],
  confidence: 'official-document',
  source: manual,
}
