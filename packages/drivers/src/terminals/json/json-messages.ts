import { AppError } from '@cubby/kit/app-error'
import { limits } from '@cubby/kit/limits'
import type { MessageParser } from '../conversation.ts'
import type { DeclineReason, OperationKind } from '../payment.ts'

/** What the cash register says to the generic terminal, one JSON object per line. */
export type JsonRequest =
  | { do: 'sale'; id: string; amount: number; currency: string }
  | { do: 'refund' | 'void' | 'reverse-last'; id: string; amount: number; currency: string; original: string } // prettier-ignore
  | { do: 'settle' }
  | { do: 'test-link' }
  | { do: 'last' }
  /** What became of an id. An id that the terminal does not know it refuses from then on. */
  | { do: 'look-up'; id: string }
  | { do: 'abort' }

export type JsonReceipt = {
  id: string | null
  kind: OperationKind
  amount: number
  currency: string
  number: string
  rrn: string
  authCode: string
  terminal: string
  card: string
  slip: string
}
export type JsonReply =
  | { progress: string }
  | { ended: 'approved'; receipt: JsonReceipt | null }
  | { ended: 'declined'; reason: DeclineReason; code: string; text: string }
  | { ended: 'cancelled' }
  | { found: 'happened'; receipt: JsonReceipt }
  | { found: 'nothing' }
  | { found: 'busy' }

/** Finds lines of JSON objects in a stream; a line that is none, or is too long, breaks the conversation. */
export class JsonParser<Message> implements MessageParser<Message> {
  #pending = ''
  readonly #text = new TextDecoder()

  push(chunk: Uint8Array): Message[] {
    const lines = (this.#pending + this.#text.decode(chunk, { stream: true })).split('\n')
    this.#pending = lines.pop() ?? ''
    if (this.#pending.length > limits.terminalMessageBytesMax) this.#pending = ''
    return lines.filter((line) => line.trim() !== '').flatMap((line) => this.#read(line))
  }

  #read(line: string): Message[] {
    try {
      const value: unknown = JSON.parse(line)
      return value !== null && typeof value === 'object' ? [value as Message] : []
    } catch {
      return []
    }
  }
}

/** The bytes of one message. */
export const jsonBytes = (message: JsonRequest | JsonReply): Uint8Array =>
  new TextEncoder().encode(`${JSON.stringify(message)}\n`)

/** For answers that belong to no question. */
export const unexpected = () =>
  new AppError('terminal/unexpected', 'the terminal answered something else than was asked')
