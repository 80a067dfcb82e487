import type { Line } from '../lines/line.ts'
import { type ScanSuffix, suffixBytes } from './scan-parser.ts'

/** What a USB port hands over at a time. */
const CHUNK = 16

/** A code reader true to its bytes: what it reads goes onto the line in pieces, with its suffix. */
export class EmulatedScanner {
  readonly #line: Line
  readonly #suffix: ScanSuffix

  constructor(line: Line, suffix: ScanSuffix) {
    this.#line = line
    this.#suffix = suffix
  }

  /** Holds a code before the reader. A line that is cut is no error here: the reader does not know. */
  read(text: string) {
    const bytes = [...new TextEncoder().encode(text), ...suffixBytes(this.#suffix)]
    for (let at = 0; at < bytes.length; at += CHUNK)
      void this.#line.write(Uint8Array.from(bytes.slice(at, at + CHUNK))).catch(() => {})
  }
}
