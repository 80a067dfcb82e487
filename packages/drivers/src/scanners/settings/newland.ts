import {
  answersIn,
  ascii,
  bytesOf,
  type Keep,
  marks,
  type ScannerFamily,
} from './scanner-family.ts'

const manual = 'Newland, Serial Programming Command Manual (unified commands)'
const ASK = '~\u00010000'
const ANSWER = '\u0002\u00010000'
const END = ';\u0003'
const stores: Readonly<Record<Keep, string>> = { 'for-good': '@', 'until-power-off': '#' }

/** The unified commands of newer readers; one command per frame. */
export const newland: ScannerFamily = {
  family: 'newland-unified',
  vendor: 'Newland',
  name: 'FM, EM and HR series (unified commands)',
  ask: { current: '*', byDefault: '&', range: '^' },
  protocol: {
    encode: (commands, keep) =>
      bytesOf(commands.map((command) => ASK + stores[keep] + command + END).join('')),
    decode: (heard, commands) =>
      answersIn(
        heard,
        // oxlint-disable-next-line no-control-regex
        /\u0002\u00010000[@#]([A-Za-z0-9|,-]{6,400})([\u0006\u0005\u0015]);\u0003/g,
        commands,
      ),
    answer: (answers, keep) =>
      bytesOf(
        answers
          .map(({ command, outcome }) => ANSWER + stores[keep] + command + marks[outcome] + END)
          .join(''),
      ),
    hear: (bytes) => {
      const text = ascii(bytes)
      const begin = text.indexOf(ASK)
      const end = begin < 0 ? -1 : text.indexOf(END, begin)
      if (end < 0) return null
      const at = begin + ASK.length
      const keep = text[at] === '@' ? 'for-good' : 'until-power-off'
      return { commands: [text.slice(at + 1, end)], keep, length: end + END.length }
    },
  },
  // The manual of the model lists groups and settings; we know none well enough to send it by itself.
  settings: [],
  caveats: [
    {
      text: 'Older models know another way (`$$%^nnnn`), which we do not speak: scan the sheet.',
      source: manual,
    },
  ],
  confidence: 'running-unit',
  source: manual,
}
