import type { Money } from '@cubby/kit/money'
import type { FinalResult } from '../payment.ts'
import { approved, declined, receiptOf } from '../results.ts'
import { type Charset, decodeText, encodeText } from '../text/charset.ts'
import { allows } from '../text/slip-facts.ts'
import { isCancelled, reasonOf } from './upos-codes.ts'

export type UposAnswer = {
  code: number
  text: string
  card: string
  authCode: string
  operation: string
  terminal: string
  /** YYYYMMDDHHMMSS. */
  at: string
  reference: string
}

/** Where in the file `e` each thing stands, by line from 0. Expiry and hash of the card are there as well, and are not read. */
const at = { card: 1, authCode: 3, operation: 4, terminal: 7, at: 8, reference: 9 } as const

/** Reads the file `e`; null when its first line is no `code,text`. */
export function readAnswer(bytes: Uint8Array, charset: Charset): UposAnswer | null {
  const lines = decodeText(bytes, charset).split(/\r?\n/)
  const first = /^\s*(\d{1,5})\s*(?:,(.*))?$/.exec(lines[0] ?? '')
  if (!first) return null
  const line = (name: keyof typeof at) => (lines[at[name]] ?? '').trim()
  return {
    code: Number(first[1]),
    text: (first[2] ?? '').trim(),
    card: line('card'),
    authCode: line('authCode'),
    operation: line('operation'),
    terminal: line('terminal'),
    at: line('at'),
    reference: line('reference'),
  }
}

/** Writes the file `e` as the program does; for emulators and tests. */
export function writeAnswer(answer: UposAnswer, charset: Charset): Uint8Array {
  const lines = Array.from({ length: 14 }, () => '')
  lines[0] = `${answer.code},${answer.text}`
  for (const name of Object.keys(at) as (keyof typeof at)[]) lines[at[name]] = answer[name]
  return encodeText(`${lines.join('\r\n')}\r\n`, charset)
}

/** The first of the two copies in the file `p`: what stands before the mark at which the printer cuts. */
export function readSlip(bytes: Uint8Array, charset: Charset): string {
  return decodeText(bytes, charset).replaceAll('\u0001', '~S').split('~S')[0] ?? ''
}

/** Whether an approval names an operation, and its slip, if there is one, this amount. The file `e` has no amount itself. */
export const isAbout = (answer: UposAnswer, slip: string, { amount }: Money): boolean =>
  (answer.authCode || answer.reference || answer.operation) !== '' &&
  (slip.trim() === '' || allows(slip, amount))

/** What an answer means for somebody who asked for this amount. */
export function resultOf(answer: UposAnswer, slip: string, amount: Money): FinalResult {
  const { code, text, card, authCode, operation, terminal, reference } = answer
  if (code === 0) {
    const raw = { card, authCode, reference, slip, receiptNumber: operation, terminalId: terminal }
    return approved(receiptOf(amount, raw))
  }
  if (isCancelled(code)) return { outcome: 'cancelled', by: 'customer' }
  return declined(reasonOf(code), { code: String(code), text, slip })
}
