import { limits } from '@cubby/kit/limits'

/**
 * How a scanner says that a code is at its end. `line-end` takes CR, LF or both, which is what scanners are set to; `cr-lf` is for
 * codes that have single line breaks inside.
 */
export const scanSuffixes = ['line-end', 'cr-lf', 'tab'] as const
export type ScanSuffix = (typeof scanSuffixes)[number]

const CR = 0x0d
const LF = 0x0a
const TAB = 0x09
const utf8 = new TextDecoder('utf-8', { fatal: true })
const latin1 = new TextDecoder('latin1')

/**
 * Finds scans in whatever a serial line delivers. An empty scan is none; one that is too long to be a label or a QR code of ours is
 * dropped whole, and the next begins after its end.
 */
export class ScanParser {
  readonly #suffix: ScanSuffix
  #pending: number[] = []
  #isTooLong = false

  constructor(suffix: ScanSuffix) {
    this.#suffix = suffix
  }

  /** Takes a chunk of any size; gives the scans that became complete with it, in order. */
  push(chunk: Uint8Array): string[] {
    const found: string[] = []
    for (const byte of chunk) {
      this.#keep(byte)
      if (!this.#isAtEnd(byte)) continue
      const text = this.#taken()
      if (text !== '') found.push(text)
    }
    return found
  }

  /** Forgets what is pending: the rest of it was lost with the line. */
  reset() {
    this.#pending = []
    this.#isTooLong = false
  }

  /** Of a scan that is too long only the last byte is kept, which is enough to see its end. */
  #keep(byte: number) {
    if (this.#pending.length >= limits.scanBytesMax) this.#isTooLong = true
    if (this.#isTooLong) this.#pending = this.#pending.slice(-1)
    this.#pending.push(byte)
  }

  #isAtEnd(byte: number): boolean {
    switch (this.#suffix) {
      case 'line-end':
        return byte === CR || byte === LF
      case 'cr-lf':
        return byte === LF && this.#pending.at(-2) === CR
      case 'tab':
        return byte === TAB
    }
  }

  #taken(): string {
    const bytes = this.#isTooLong ? [] : this.#pending
    const length = this.#suffix === 'cr-lf' ? 2 : 1
    this.reset()
    return textOf(Uint8Array.from(bytes.slice(0, -length)))
  }
}

/** Most scanners send UTF-8; older ones send what is in the code, which is Latin-1. */
function textOf(bytes: Uint8Array): string {
  try {
    return utf8.decode(bytes)
  } catch {
    return latin1.decode(bytes)
  }
}

/** The bytes that end a scan, as a scanner of this setting sends them. */
export const suffixBytes = (suffix: ScanSuffix): Uint8Array =>
  Uint8Array.from(suffix === 'tab' ? [TAB] : [CR, LF])
