import { bytesTyped, hexOf } from '../hex.ts'
import { AppError } from '@cubby/kit/app-error'
import { type Clock, type Millis, millis } from '@cubby/kit/clock'
import { type Line, Listeners } from '../lines/line.ts'

/**
 * Recorded traffic of one line: a text file with one JSON value per line, the head first, then what passed.
 *
 *     {"trace":1,"line":"/dev/ttyUSB0","baudRate":19200}
 *     {"at":0,"from":"driver","hex":"02 00 00 50 03 55"}
 *     {"at":12,"from":"boards","hex":"02 00 00 65 07 00 00 00 00 C0 03 31"}
 *
 * `at` counts milliseconds from the first entry. `wire` is whoever it was: a recorder that only listens cannot tell.
 */
export type Trace = { head: TraceHead; entries: readonly TraceEntry[] }
export type TraceHead = { trace: 1; line: string; baudRate?: number; note?: string }
export type TraceEntry = { at: number; from: 'driver' | 'boards' | 'wire'; hex: string }

/** One line of a trace file. */
export const traceLine = (value: TraceHead | TraceEntry) => `${JSON.stringify(value)}\n`

/** Reads a trace file; throws `input/invalid` that names the first line that is none. */
export function readTrace(text: string): Trace {
  const [first, ...rest] = text.split('\n').filter((line) => line.trim() !== '')
  const head = valueOf(first ?? '', 1)
  if (head.trace !== 1 || typeof head.line !== 'string') throw wrong(1, 'no head of a trace')
  const entries = rest.map((line, i): TraceEntry => {
    const { at, from, hex } = valueOf(line, i + 2)
    if (typeof at !== 'number' || !Number.isFinite(at) || at < 0) throw wrong(i + 2, 'no time')
    if (from !== 'driver' && from !== 'boards' && from !== 'wire')
      throw wrong(i + 2, 'from is driver, boards or wire')
    if (typeof hex !== 'string' || !bytesTyped(hex)) throw wrong(i + 2, 'no bytes')
    return { at, from, hex }
  })
  return { head: head as TraceHead, entries }
}

function valueOf(line: string, number: number): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(line)
    if (value !== null && typeof value === 'object') return value as Record<string, unknown>
  } catch {
    // told below
  }
  throw wrong(number, 'not a JSON object')
}

const wrong = (line: number, why: string) =>
  new AppError('input/invalid', `line ${line} of the trace: ${why}`)

/** Notes what passes on a line, whoever says it; returns what stops it. */
export function recordLine(
  line: Line,
  clock: Clock,
  from: TraceEntry['from'],
  keep: (entry: TraceEntry) => void,
): () => void {
  let begun: Millis | null = null
  return line.onData((bytes) => {
    begun ??= clock.monotonic()
    keep({ at: Math.round(clock.monotonic() - begun), from, hex: hexOf(bytes) })
  })
}

/**
 * A line on which the boards of a trace answer: each recorded request is met by what followed it, after the same time.
 * Another request than the next one is looked up further on, and is silence when it never comes: a driver that asks
 * in another order than the recorded one is still answered as the real boards answered.
 */
export function replayLine({ head, entries }: Trace, clock: Clock): Line {
  const data = new Listeners<[Uint8Array]>()
  let next = 0
  return {
    name: `trace of ${head.line}`,
    onData: (listener) => data.add(listener),
    onClose: () => () => {},
    write: async (bytes) => {
      const hex = hexOf(bytes)
      const found = entries.findIndex((each, i) => i >= next && isSaid(each, hex))
      if (found < 0) return
      next = found + 1
      const asked = entries[found]
      for (; next < entries.length; next++) {
        const entry = entries[next]
        if (!entry || !asked || entry.from === 'driver') break
        const said = bytesTyped(entry.hex)
        const after = millis(Math.max(0, entry.at - asked.at))
        if (said) void clock.sleep(after).then(() => data.call(said))
      }
    },
    [Symbol.asyncDispose]: async () => {},
  }
}

const isSaid = ({ from, hex }: TraceEntry, wanted: string) =>
  from !== 'boards' && hexOf(bytesTyped(hex) ?? new Uint8Array()) === wanted
