/**
 * A scanner that pretends to be a keyboard types faster than anybody and ends with Enter. It is read by the places of the keys, as on a
 * keyboard of the United States, because a scanner does not know which language the machine has been set to.
 */
export type WedgeKey = { code: string; key: string; shift: boolean; control?: boolean; at: number }
export type WedgeOut = { kind: 'scan'; text: string } | { kind: 'typed'; text: string }

/** Nobody types two keys within this; a slow scanner does. */
export const BURST_GAP_MS = 45
const SCAN_CHARS_MIN = 4
const SCAN_CHARS_MAX = 2_000

const shifted: Readonly<Record<string, readonly [plain: string, shifted: string]>> = {
  Minus: ['-', '_'],
  Equal: ['=', '+'],
  BracketLeft: ['[', '{'],
  BracketRight: [']', '}'],
  Backslash: ['\\', '|'],
  Semicolon: [';', ':'],
  Quote: ["'", '"'],
  Backquote: ['`', '~'],
  Comma: [',', '<'],
  Period: ['.', '>'],
  Slash: ['/', '?'],
  Space: [' ', ' '],
}
const shiftedDigits = ')!@#$%^&*('
const numpad: Readonly<Record<string, string>> = {
  NumpadAdd: '+',
  NumpadSubtract: '-',
  NumpadMultiply: '*',
  NumpadDivide: '/',
  NumpadDecimal: '.',
}

/** The character of a key by its place; null for keys that write nothing. */
export function charOf({ code, key, shift, control }: Omit<WedgeKey, 'at'>): string | null {
  // How scanners type the separator of GS1, the control character of this key.
  if (control) return code === 'BracketRight' ? '\u001D' : null
  const letter = /^Key([A-Z])$/.exec(code)?.[1]
  // With Caps Lock the key itself knows better how large it is.
  if (letter) return key.toUpperCase() === letter ? key : shift ? letter : letter.toLowerCase()
  const digit = /^(?:Digit|Numpad)(\d)$/.exec(code)?.[1]
  if (digit)
    return shift && code.startsWith('Digit') ? (shiftedDigits[Number(digit)] ?? null) : digit
  const pair = shifted[code]
  return pair ? pair[shift ? 1 : 0] : (numpad[code] ?? null)
}

/**
 * Tells scans from people. A character waits for the gap of a burst before it counts as typed: `flush` is to be called once
 * `BURST_GAP_MS` have passed without a key.
 */
export class Wedge {
  #burst: { text: string; last: number } | null = null

  get isWaiting(): boolean {
    return this.#burst !== null
  }

  /** A key that writes something went down. Answers what is certain now. */
  char(key: WedgeKey): WedgeOut[] {
    const char = charOf(key)
    if (char === null) return []
    const out = this.#isBurstOver(key.at) ? this.flush() : []
    const before = this.#burst?.text ?? ''
    if (before.length < SCAN_CHARS_MAX) this.#burst = { text: before + char, last: key.at }
    return out
  }

  /** Enter or Tab went down. A scan when it ended a burst; null when a person pressed it. */
  end(at: number): WedgeOut | null {
    if (this.#isBurstOver(at)) return null
    const text = this.#burst?.text ?? ''
    if (text.length < SCAN_CHARS_MIN) return null
    this.#burst = null
    return { kind: 'scan', text }
  }

  /** Nothing followed: what came was typed. */
  flush(): WedgeOut[] {
    const text = this.#burst?.text
    this.#burst = null
    return text ? [{ kind: 'typed', text }] : []
  }

  #isBurstOver(at: number) {
    return this.#burst !== null && at - this.#burst.last > BURST_GAP_MS
  }
}
