import { limits } from '@cubby/kit/limits'
import type { MessageParser } from '../conversation.ts'
import { type Charset, decodeText, encodeText } from '../text/charset.ts'

/** One message of TTK-2: values by tag, as they stand on the wire. */
export type TtkMessage = ReadonlyMap<number, Uint8Array>

const alphabet: Charset = 'ibm866'
/** Put before the tags by some terminals and tills: in requests, and in answers. */
const markers = [
  [0x96, 0xf2],
  [0x97, 0xf2],
] as const

export const tags = {
  request: 0x01, ecr: 0x02, ern: 0x03, amount: 0x04, authCode: 0x0c, rrn: 0x18, service: 0x1a,
  answer: 0x81, answerEcr: 0x82, answerErn: 0x83, answerAmount: 0x84, pan: 0x89, answerAuthCode: 0x8c,
  answerRrn: 0x98, responseCode: 0x9b, slip: 0x9c, terminal: 0x9d, errorText: 0xa0, isApproved: 0xa1,
  errorCode: 0xa5, progress: 0x1f71,
} as const // prettier-ignore

/** The bytes of a message, its length in front. */
export function encodeTtk(values: readonly (readonly [number, Uint8Array | string])[]): Uint8Array {
  const body = values.flatMap(([tag, value]) => {
    const bytes = typeof value === 'string' ? encodeText(value, alphabet) : value
    return [
      ...(tag > 0xff ? [tag >> 8, tag & 0xff] : [tag]),
      ...lengthBytes(bytes.length),
      ...bytes,
    ]
  })
  return Uint8Array.from([body.length >> 8, body.length & 0xff, ...body])
}

function lengthBytes(length: number): number[] {
  if (length < 0x80) return [length]
  return length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff]
}

/** What stands behind the length; reads up to what is cut off. */
export function decodeTtk(body: Uint8Array): TtkMessage {
  const values = new Map<number, Uint8Array>()
  let at = markers.some(([first, second]) => body[0] === first && body[1] === second) ? 2 : 0
  while (at < body.length) {
    let tag = body[at++] ?? 0
    if ((tag & 0x1f) === 0x1f) tag = (tag << 8) | (body[at++] ?? 0)
    const short = body[at++]
    if (short === undefined) break
    let length = short
    if (short > 0x80 && short <= 0x82) {
      const more = body.subarray(at, at + short - 0x80)
      if (more.length < short - 0x80) break
      length = more.reduce((sum, byte) => sum * 256 + byte, 0)
      at += more.length
    } else if (short >= 0x80) break
    if (at + length > body.length) break
    values.set(tag, body.slice(at, at + length))
    at += length
  }
  return values
}

/** The text of a value; empty when the message has none. */
export const textOf = (message: TtkMessage, tag: number): string =>
  decodeText(message.get(tag) ?? new Uint8Array(0), alphabet).trim()

/** Digits two to a byte, twelve of them, as amounts go. */
export function amountBytes(amount: number): Uint8Array {
  const digits = String(amount).padStart(12, '0')
  return Uint8Array.from({ length: 6 }, (_, i) => Number.parseInt(digits.slice(i * 2, i * 2 + 2), 16)) // prettier-ignore
}

/** The amount in such bytes, however many; NaN when they are no digits. */
export function amountOf(bytes: Uint8Array | undefined): number {
  const digits = Array.from(bytes ?? [], (byte) => byte.toString(16).padStart(2, '0')).join('')
  return /^\d{1,18}$/.test(digits) ? Number(digits) : Number.NaN
}

/** Cuts a stream into messages by the length in front; keeps at most one. */
export class TtkParser implements MessageParser<TtkMessage> {
  #pending: number[] = []

  get pendingBytes() {
    return this.#pending.length
  }

  push(chunk: Uint8Array): TtkMessage[] {
    const found: TtkMessage[] = []
    for (const byte of chunk) {
      this.#pending.push(byte)
      const [high, low] = this.#pending
      if (high === undefined || low === undefined) continue
      const length = high * 256 + low + 2
      if (this.#pending.length < length && this.#pending.length <= limits.terminalMessageBytesMax) continue // prettier-ignore
      const body = Uint8Array.from(this.#pending.slice(2))
      this.#pending = []
      if (body.length > 0) found.push(decodeTtk(body))
    }
    return found
  }
}
