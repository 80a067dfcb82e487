import { AppError } from '@cubby/kit/app-error'
import { type Clock, type Millis, millis, seconds } from '@cubby/kit/clock'
import type { Money } from '@cubby/kit/money'
import type { Deliver, PaymentResult, Receipt } from '../payment.ts'
import { afterOurStop, approved, declined, receiptOf } from '../results.ts'
import { currencyNumbers } from '../text/currencies.ts'
import { type Apdu, apdu } from './apdu.ts'
import { CANCELLED, commands, hex, intermediateText, negative, negativeClass, PLEASE_WAIT, reasonOf } from './codes.ts' // prettier-ignore
import { type Fields, findTlv, fromBcd, readFields, textOf } from './fields.ts'
import { untilAnswered } from '../until-answered.ts'
import type { ZvtLink } from './zvt-link.ts'

export type ExchangeOptions = {
  tell: (text: string) => void
  deliver: Deliver | undefined
  /** Whether it is a payment, which may be stopped when it takes too long. */
  canStop: boolean
  patience: Millis
  answerPatience: Millis
  clock: Clock
  currency: string
}

/** Below the five seconds that a terminal waits for an answer of ours. */
const deliverPatience = seconds(3)
/** A door that opens within the patience of a test is asked after more often. */
const deliverAsks = 4

/** One command and all that the terminal says until it is done, each of it acknowledged. */
export class ZvtExchange {
  readonly #link: ZvtLink
  readonly #options: ExchangeOptions
  readonly #ending = new Ending()
  #delivery: Promise<'goods' | 'no-goods'> | null = null

  constructor(link: ZvtLink, options: ExchangeOptions) {
    this.#link = link
    this.#options = options
  }

  /** Rejects when the end was not heard: then nobody knows what was done. */
  async run(request: Apdu): Promise<Ending> {
    await this.#link.send(request)
    const first = await this.#link.next(this.#options.answerPatience)
    if (first.command >> 8 === negativeClass) return this.#ending.refused(first.command & 0xff)
    if (first.command !== commands.positive)
      throw new AppError('terminal/unexpected', `${hex(first.command)} is no answer to a command`)
    const { clock, patience, canStop } = this.#options
    const { answer, isStopped } = await untilAnswered<Apdu, Ending>({
      next: (most) => this.#link.next(most),
      take: async (message) => {
        await this.#hear(message)
        return this.#ending.isOver ? this.#ending : null
      },
      // A door may be open by then, and the terminal waits for nothing but to be told.
      stop: () => (canStop && !this.#delivery ? this.#link.send(apdu(commands.abort)) : null),
      clock,
      patience,
    })
    answer.isStopped = isStopped
    return answer
  }

  async #hear({ command, data }: Apdu) {
    switch (command) {
      // Answers to an abort of ours that came in between.
      case commands.positive:
        return
      case commands.intermediate:
        this.#options.tell(intermediateText(data[0] ?? 0))
        break
      case commands.status:
        this.#ending.status = readFields(data)
        if (this.#options.deliver && this.#ending.isApproved) return this.#deliver(this.#options.deliver) // prettier-ignore
        break
      case commands.printLine:
        this.#ending.lines.push(textOf(data.subarray(1)))
        break
      case commands.printBlock:
        this.#ending.lines.push(...blockLines(data))
        break
      case commands.completion:
        this.#ending.complete()
        break
      case commands.aborted:
        this.#ending.refused(data[0] ?? 0)
        break
      default:
        if (command >> 8 === negativeClass) return
    }
    await this.#link.send(apdu(commands.positive))
  }

  /** The terminal holds the money until it is told; while the door is not open yet it is asked for more time. */
  async #deliver(deliver: Deliver) {
    const receipt = this.#ending.receipt(this.#options.currency)
    if (!receipt) return this.#link.send(apdu(negative.other))
    // Whatever fails while a door should open has opened none.
    this.#delivery ??= deliver(receipt).catch((): 'no-goods' => 'no-goods')
    const enough = new AbortController()
    const pause = millis(Math.min(deliverPatience, this.#options.patience / deliverAsks))
    const waited = this.#options.clock.sleep(pause, enough.signal)
    const outcome = await Promise.race([this.#delivery, waited])
    enough.abort()
    if (outcome === undefined) return this.#link.send(apdu(negative.moreTime))
    if (outcome === 'goods') return this.#link.send(apdu(commands.positive))
    this.#ending.hasNoGoods = true
    return this.#link.send(apdu(negative.noGoods))
  }
}

/** How an exchange ended, and what was said on the way. */
export class Ending {
  status: Fields | null = null
  hasNoGoods = false
  /** We had asked it to stop before it ended. */
  isStopped = false
  readonly lines: string[] = []
  #end: 'none' | 'complete' | 'refused' = 'none'
  #code: number | null = null

  get isOver() {
    return this.#end !== 'none'
  }

  get isComplete() {
    return this.#end === 'complete'
  }

  get isBusy() {
    return this.#end === 'refused' && this.#code === PLEASE_WAIT
  }

  get code(): string | null {
    return this.#code === null ? null : hex(this.#code)
  }

  get isApproved() {
    return this.#resultCode === 0
  }

  /** Which receipt this was; null when none was told of. */
  get mark(): string | null {
    const receipt = this.#digits(0x87)
    return receipt === null ? null : `${receipt}/${this.#digits(0x0b) ?? ''}`
  }

  complete() {
    this.#end = 'complete'
  }

  refused(code: number): this {
    this.#end = 'refused'
    this.#code = code
    return this
  }

  receipt(currency: string): Receipt | null {
    const amount = this.#digits(0x04)
    const receiptNumber = this.#digits(0x87)
    if (amount === null || receiptNumber === null) return null
    return receiptOf({ amount: Number(amount), currency }, {
      reference: this.#digits(0x0b),
      authCode: this.#text(0x3b),
      receiptNumber,
      terminalId: this.#digits(0x29),
      card: this.#digits(0x22),
      slip: this.lines.join('\n'),
    }) // prettier-ignore
  }

  /** What it means for somebody who asked for this amount. */
  result(amount: Money): PaymentResult {
    const result = this.#result(amount)
    return this.isStopped ? afterOurStop(result) : result
  }

  #result(amount: Money): PaymentResult {
    if (this.hasNoGoods) return { outcome: 'cancelled', by: 'no-goods' }
    const slip = this.lines.join('\n')
    if (this.#end === 'refused') {
      if (this.#code === CANCELLED) return { outcome: 'cancelled', by: 'customer' }
      // The status says why, where the end says only that.
      const code = this.#resultCode || this.#code || 0
      return declined(reasonOf(code), { code: hex(code), slip })
    }
    if (amount.amount === 0) return approved(receiptOf(amount, { slip }))
    if (this.#resultCode === null)
      return { outcome: 'unknown', why: 'the terminal ended without a status' }
    if (this.#resultCode !== 0)
      return declined(reasonOf(this.#resultCode), { code: hex(this.#resultCode), slip })
    const receipt = this.receipt(amount.currency)
    if (receipt?.amount.amount !== amount.amount || !this.isIn(amount.currency))
      return { outcome: 'unknown', why: 'the terminal told of another amount' }
    return approved(receipt)
  }

  /** Whether the status names no other currency than this one. */
  isIn(currency: string): boolean {
    const told = this.#digits(0x49)
    return told === null || told === (currencyNumbers[currency] ?? '').padStart(4, '0')
  }

  get #resultCode(): number | null {
    return this.status?.get(0x27)?.[0] ?? null
  }

  #digits(id: number): string | null {
    const value = this.status?.get(id)
    return value ? fromBcd(value) : null
  }

  #text(id: number): string | null {
    const value = this.status?.get(id)
    return value ? textOf(value).replace(/\0/g, '') : null
  }
}

/** The lines of a printed block: texts with the tag 07 inside its containers. */
function blockLines(data: Uint8Array): string[] {
  const block = readFields(data).get(0x06)
  return block ? findTlv(block, 0x07).map(textOf) : []
}
