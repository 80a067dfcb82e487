import type { Line } from '../lines/line.ts'
import { type CodePage, codePages, decodeText } from './code-page.ts'

/** Parts of an order: how many bytes follow its two. */
const sizes: Readonly<Record<string, number>> = {
  '1b40': 0,
  '1b74': 1,
  '1b61': 1,
  '1b45': 1,
  '1d21': 1,
  '1b64': 1,
  '1d56': 2,
  '1004': 1,
}

/** A receipt printer that understands the orders it gets and no others; what it printed is text. */
export class EmulatedPrinter {
  readonly printed: string[] = []
  cuts = 0
  paper: 'there' | 'near-end' | 'out' = 'there'
  /** Orders that it does not know, in hexadecimal; a real one prints nonsense. */
  readonly unknown: string[] = []
  readonly #line: Line
  #page: CodePage = 'windows-1252'
  #pending: number[] = []
  #row: number[] = []
  #qr: number[] = []

  constructor(line: Line) {
    this.#line = line
    line.onData((bytes) => {
      this.#pending.push(...bytes)
      while (this.#take()) continue
    })
  }

  /** Takes one order or character; false while more must come first. */
  #take(): boolean {
    const [first, second = 0] = this.#pending
    if (first === undefined) return false
    if (first !== 0x1b && first !== 0x1d && first !== 0x10) return this.#print(first)
    if (this.#pending.length < 2) return false
    const name = first.toString(16).padStart(2, '0') + second.toString(16).padStart(2, '0')
    const [, , third = 0, low = 0, high = 0] = this.#pending
    const isLong = name === '1d28'
    if (isLong && this.#pending.length < 5) return false
    const size = isLong ? 3 + low + high * 256 : sizes[name]
    if (size === undefined) this.unknown.push(name)
    if (this.#pending.length < 2 + (size ?? 0)) return false
    const body = this.#pending.splice(0, 2 + (size ?? 0)).slice(2)
    if (isLong) this.#graphic(body.slice(3))
    else this.#obey(name, third)
    return true
  }

  #print(byte: number): boolean {
    this.#pending.shift()
    if (byte !== 0x0a) this.#row.push(byte)
    else {
      if (this.paper !== 'out') this.printed.push(decodeText(this.#row, this.#page))
      this.#row = []
    }
    return true
  }

  #obey(name: string, value: number) {
    const page = Object.entries(codePages).find(([, { number }]) => number === value)
    if (name === '1b74' && page) this.#page = page[0] as CodePage
    if (name === '1d56') this.cuts++
    const state = { there: 0x12, 'near-end': 0x1e, out: 0x72 }[this.paper]
    if (name === '1004') void this.#line.write(Uint8Array.of(state)).catch(() => {})
  }

  #graphic([kind, what, , ...data]: readonly number[]) {
    if (kind !== 0x31) return
    if (what === 0x50) this.#qr = data
    if (what === 0x51 && this.paper !== 'out')
      this.printed.push(`[QR ${new TextDecoder().decode(Uint8Array.from(this.#qr))}]`)
  }
}
