import type { DeclineReason } from '../payment.ts'

/** Messages by number. From the cash register to the terminal, and back. */
export const commands = {
  registration: 0x0600,
  authorisation: 0x0601,
  logOff: 0x0602,
  repeatReceipt: 0x0620,
  reversal: 0x0630,
  refund: 0x0631,
  endOfDay: 0x0650,
  diagnosis: 0x0670,
  abort: 0x06b0,
  positive: 0x8000,
  status: 0x040f,
  intermediate: 0x04ff,
  printLine: 0x06d1,
  printBlock: 0x06d3,
  completion: 0x060f,
  aborted: 0x061e,
} as const

/** An answer whose class is this one says no, and its instruction says why. */
export const negativeClass = 0x84
export const negative = {
  noGoods: 0x8466,
  other: 0x8483,
  moreTime: 0x849c,
  smallerAmount: 0x849d,
} as const

export const CANCELLED = 0x6c
export const PLEASE_WAIT = 0x9c

const reasons: Readonly<Record<number, DeclineReason>> = {
  0x64: 'card-unreadable', 0x65: 'card-unreadable', 0x66: 'terminal-fault', 0x67: 'card-not-accepted',
  0x68: 'card-not-accepted', 0x6a: 'settlement-needed', 0x6b: 'terminal-fault', 0x6f: 'card-not-accepted',
  0x71: 'no-money', 0x72: 'card-unreadable', 0x78: 'card-expired', 0x79: 'card-expired', 0x7a: 'card-not-accepted',
  0x7d: 'no-link', 0x83: 'issuer-refused', 0x9b: 'no-link', 0x9c: 'busy', 0xa0: 'busy', 0xa1: 'no-link',
  0xa3: 'no-link', 0xb1: 'settlement-needed', 0xb2: 'settlement-needed', 0xb4: 'already-reversed',
  0xb5: 'not-found', 0xc3: 'limit', 0xc5: 'card-not-accepted', 0xc8: 'limit', 0xf0: 'settlement-needed',
} // prettier-ignore

/** Why, in our words, for a result code of the terminal. */
export const reasonOf = (code: number): DeclineReason => reasons[code] ?? 'other'

/** What the terminal shows meanwhile; only few of its many states are known by name. */
export const intermediateText = (code: number): string =>
  code === 0x0a ? 'insert card' : `terminal state ${hex(code)}`

/** Two hexadecimal digits, as technicians know these codes. */
export const hex = (code: number): string => code.toString(16).padStart(2, '0').toUpperCase()
