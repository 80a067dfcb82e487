import { AppError } from '@cubby/kit/app-error'
import { type Clock, type Millis, minutes, seconds } from '@cubby/kit/clock'
import { Conversation, type ConversationLink } from '../conversation.ts'
import { defineTerminal } from '../define-terminal.ts'
import type { Asked, Begun, LastPayment, PaymentResult, Receipt } from '../payment.ts'
import { afterOurStop, approved, declined, receiptOf } from '../results.ts'
import type { LookUp, TerminalDriver } from '../terminal-driver.ts'
import { untilAnswered } from '../until-answered.ts'
import { JsonParser, type JsonReceipt, type JsonReply, type JsonRequest, jsonBytes, unexpected } from './json-messages.ts' // prettier-ignore

export const genericJson = defineTerminal({
  model: 'generic-json',
  vendor: 'Cubby',
  name: 'Generic terminal (JSON over TCP)',
  links: ['tcp'],
  findingOut: 'by-id',
  operations: ['sale', 'refund', 'void', 'reverse-last', 'settle', 'test-link'],
  tellsLast: true,
  hasVending: false,
  canAbort: true,
  patience: minutes(3),
  settlePatience: minutes(10),
  confidence: 'official-document',
  caveats: [
    {
      text: 'A protocol of our own for tests and for adapters of terminals that we do not know; no maker builds it in.',
      source: 'packages/drivers/src/terminals/json/json-messages.ts',
    },
    {
      text: 'A whole payment may take 180 seconds, however much progress is told; then the terminal is asked to stop, and five seconds later its id is looked up. A receipt counts only with the id, kind, amount and currency that were asked.',
      source: 'packages/drivers/src/terminals/json/json-terminal.ts',
    },
  ],
  notSupported: [],
})

const lookUpPatience = seconds(5)

export type JsonTerminalOptions = {
  link: ConversationLink
  clock: Clock
  patience: Millis
  settlePatience: Millis
}
type Talk = Conversation<JsonReply>

/** Drives the generic terminal: each operation on a connection of its own. */
export class JsonTerminal implements TerminalDriver {
  readonly #options: JsonTerminalOptions
  #talk: Talk | null = null

  constructor(options: JsonTerminalOptions) {
    this.#options = options
  }

  async prepare(): Promise<string> {
    await using _talk = await this.#open()
    return ''
  }

  async perform({ asked }: Begun, tell: (text: string) => void): Promise<PaymentResult> {
    await using talk = await this.#open()
    this.#talk = talk
    try {
      await talk.send(jsonBytes(requestOf(asked)))
      const { clock, patience, settlePatience } = this.#options
      const { answer, isStopped } = await untilAnswered<JsonReply, JsonReply>({
        next: (most) => talk.next(most),
        take: (reply) => {
          if (!('progress' in reply)) return reply
          tell(String(reply.progress))
          return null
        },
        stop: () => this.abort(),
        clock,
        patience: asked.kind === 'settle' ? settlePatience : patience,
      })
      const result = resultOf(asked, answer)
      return isStopped ? afterOurStop(result) : result
    } finally {
      this.#talk = null
    }
  }

  async lookUp({ asked }: Begun): Promise<LookUp> {
    await using talk = await this.#open()
    await talk.send(jsonBytes({ do: 'look-up', id: asked.id }))
    const reply = await talk.next(lookUpPatience)
    if (!('found' in reply)) throw unexpected()
    if (reply.found !== 'happened') return reply
    return isOf(asked, reply.receipt)
      ? { found: 'happened', receipt: receiptFrom(reply.receipt) }
      : { found: 'no-telling', why: 'the terminal tells of another operation' }
  }

  async queryLast(): Promise<LastPayment | null> {
    await using talk = await this.#open()
    await talk.send(jsonBytes({ do: 'last' }))
    const reply = await talk.next(lookUpPatience)
    if (!('found' in reply)) throw unexpected()
    if (reply.found === 'busy') throw new AppError('terminal/busy', 'the terminal is at work')
    if (reply.found === 'nothing') return null
    const { receipt } = reply
    return { outcome: 'approved', kind: receipt.kind, receipt: receiptFrom(receipt) }
  }

  async abort() {
    await this.#talk?.send(jsonBytes({ do: 'abort' }))
  }

  async [Symbol.asyncDispose]() {
    await this.#talk?.[Symbol.asyncDispose]()
  }

  #open(): Promise<Talk> {
    const { link, clock } = this.#options
    return Conversation.open(link, new JsonParser<JsonReply>(), clock)
  }
}

function requestOf(asked: Asked): JsonRequest {
  switch (asked.kind) {
    case 'settle':
    case 'test-link':
      return { do: asked.kind }
    case 'sale':
      return { do: 'sale', id: asked.id, ...asked.amount }
    default:
      return { do: asked.kind, id: asked.id, ...asked.amount, original: asked.original.id }
  }
}

function resultOf(asked: Asked, reply: JsonReply): PaymentResult {
  if (!('ended' in reply)) throw unexpected()
  switch (reply.ended) {
    case 'cancelled':
      return { outcome: 'cancelled', by: 'customer' }
    case 'declined':
      return declined(reply.reason, reply)
    case 'approved': {
      const { receipt } = reply
      if (!('amount' in asked)) return approved(receipt ? receiptFrom(receipt) : noReceipt)
      // An approval of something else, or of nobody knows what, is none of ours.
      if (!receipt || !isOf(asked, receipt)) throw unexpected()
      return approved(receiptFrom(receipt))
    }
    default:
      throw unexpected()
  }
}

/** What moves no money has nothing to tell. XXX is the code for no currency. */
const noReceipt = receiptOf({ amount: 0, currency: 'XXX' }, {})

/** Whether a receipt is that of what was asked. */
const isOf = (asked: Asked, { id, kind, amount, currency }: JsonReceipt) =>
  'amount' in asked &&
  id === asked.id &&
  kind === asked.kind &&
  amount === asked.amount.amount &&
  currency === asked.amount.currency

const receiptFrom = ({ amount, currency, ...raw }: JsonReceipt): Receipt =>
  receiptOf(
    { amount, currency },
    { ...raw, reference: raw.rrn, receiptNumber: raw.number, terminalId: raw.terminal },
  )
