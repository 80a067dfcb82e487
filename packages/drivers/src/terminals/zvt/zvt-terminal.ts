import { AppError } from '@cubby/kit/app-error'
import { type Clock, type Millis, seconds } from '@cubby/kit/clock'
import type { Money } from '@cubby/kit/money'
import type { ConversationLink } from '../conversation.ts'
import type { Asked, Begun, Deliver, LastPayment, PaymentResult, Receipt } from '../payment.ts'
import type { LookUp, TerminalDriver } from '../terminal-driver.ts'
import { type Apdu, apdu } from './apdu.ts'
import { currencyNumbers } from '../text/currencies.ts'
import { commands } from './codes.ts'
import { toBcd, writeField } from './fields.ts'
import { type Ending, ZvtExchange } from './zvt-exchange.ts'
import { answerPatience, ZvtLink } from './zvt-link.ts'

export type ZvtOptions = {
  link: ConversationLink
  clock: Clock
  currency: string
  patience: Millis
  settlePatience: Millis
  password: string
  /** The configuration byte of the registration, as two hexadecimal digits. */
  configByte: string
}

const lookUpPatience = seconds(30)

/** Drives a terminal that speaks ZVT; registers anew on each connection. */
export class ZvtTerminal implements TerminalDriver {
  readonly #options: ZvtOptions
  #link: ZvtLink | null = null

  constructor(options: ZvtOptions) {
    if (!Object.hasOwn(currencyNumbers, options.currency))
      throw new AppError('config/invalid', `terminal/currency: ZVT does not know ${options.currency}`) // prettier-ignore
    this.#options = options
  }

  async prepare(): Promise<string> {
    await using link = await this.#register()
    return markOf(await this.#last(link))
  }

  async perform({ asked }: Begun, tell: (text: string) => void): Promise<PaymentResult> {
    await using link = await this.#register()
    this.#link = link
    try {
      const deliver = asked.kind === 'sale' ? asked.deliver : undefined
      const ending = await this.#exchange(link, this.#request(asked), { tell, deliver, asked })
      return ending.result(amountOf(asked, this.#options.currency))
    } finally {
      this.#link = null
    }
  }

  async lookUp({ asked, mark }: Begun): Promise<LookUp> {
    await using link = await this.#open()
    if ((await this.#registration(link)) === 'busy') return { found: 'busy' }
    const last = await this.#last(link)
    if (last.isBusy) return { found: 'busy' }
    if (markOf(last) === mark) return { found: 'nothing' }
    const receipt = last.receipt(this.#options.currency)
    const isOurs = 'amount' in asked && receipt?.amount.amount === asked.amount.amount && last.isIn(asked.amount.currency) // prettier-ignore
    if (!isOurs || !isNext(mark, receipt?.receiptNumber) || !receipt)
      return { found: 'no-telling', why: 'its last receipt is another one' }
    return last.isApproved ? { found: 'happened', receipt } : { found: 'nothing' }
  }

  async queryLast(): Promise<LastPayment | null> {
    await using link = await this.#register()
    const last = await this.#last(link)
    const receipt: Receipt | null = last.receipt(this.#options.currency)
    if (!receipt) return null
    return { outcome: last.isApproved ? 'approved' : 'declined', kind: null, receipt }
  }

  async abort() {
    await this.#link?.send(apdu(commands.abort))
  }

  async [Symbol.asyncDispose]() {
    await this.#link?.[Symbol.asyncDispose]()
  }

  #open(): Promise<ZvtLink> {
    return ZvtLink.open(this.#options.link, this.#options.clock)
  }

  async #register(): Promise<ZvtLink> {
    const link = await this.#open()
    try {
      if ((await this.#registration(link)) === 'busy')
        throw new AppError('terminal/busy', 'the terminal is at work for somebody')
      return link
    } catch (error) {
      await link[Symbol.asyncDispose]()
      throw error
    }
  }

  async #registration(link: ZvtLink): Promise<'ready' | 'busy'> {
    const { configByte, currency } = this.#options
    const data = [...this.#password(), Number.parseInt(configByte, 16), ...toBcd(currencyNumbers[currency] ?? '', 2), 0x03, 0x00] // prettier-ignore
    const ending = await this.#exchange(link, apdu(commands.registration, data))
    if (ending.isBusy) return 'busy'
    if (!ending.isComplete)
      throw new AppError('terminal/unexpected', `the terminal refuses us: ${ending.code}`)
    return 'ready'
  }

  #last(link: ZvtLink): Promise<Ending> {
    return this.#exchange(link, apdu(commands.repeatReceipt, this.#password()))
  }

  #exchange(
    link: ZvtLink,
    request: Apdu,
    how: { tell?: (text: string) => void; deliver?: Deliver | undefined; asked?: Asked } = {},
  ): Promise<Ending> {
    const { patience, settlePatience, clock, currency } = this.#options
    const isSettling = how.asked?.kind === 'settle'
    return new ZvtExchange(link, {
      tell: how.tell ?? (() => {}),
      deliver: how.deliver,
      canStop: how.asked !== undefined && 'amount' in how.asked,
      patience: how.asked ? (isSettling ? settlePatience : patience) : lookUpPatience,
      answerPatience,
      clock,
      currency,
    }).run(request)
  }

  #request(asked: Asked): Apdu {
    switch (asked.kind) {
      case 'sale': {
        // Ten times the terminal may ask whether the goods are out.
        const vending = asked.deliver ? writeField(0x02, [10]) : []
        return apdu(commands.authorisation, [...amountField(asked.amount), ...vending])
      }
      case 'void': {
        const receipt = toBcd(asked.original.receipt.receiptNumber ?? '0', 2)
        return apdu(commands.reversal, [...this.#password(), ...writeField(0x87, receipt)])
      }
      case 'refund':
        return apdu(commands.refund, [...this.#password(), ...amountField(asked.amount)])
      case 'settle':
        return apdu(commands.endOfDay, this.#password())
      case 'test-link':
        return apdu(commands.diagnosis)
      case 'reverse-last':
        throw new AppError('terminal/not-supported', 'ZVT reverses by receipt number')
    }
  }

  #password = () => toBcd(this.#options.password, 3)
}

const amountField = ({ amount }: Money) => writeField(0x04, toBcd(amount, 6))

const amountOf = (asked: Asked, currency: string): Money =>
  'amount' in asked ? asked.amount : { amount: 0, currency }

/**
 * Whether a receipt is the very next one. Two further on may be a sale that the terminal has taken back itself, which has the
 * same amount; and where there was none before, nothing can be compared.
 */
function isNext(mark: string, receiptNumber: string | null | undefined): boolean {
  const before = Number(/^(\d{4})\//.exec(mark)?.[1] ?? Number.NaN)
  return Number(receiptNumber ?? Number.NaN) === (before % 9_999) + 1
}

/** What must be the same if nothing happened: the last receipt, or that there is none. */
function markOf(last: Ending): string {
  if (last.isBusy) throw new AppError('terminal/busy', 'the terminal is at work for somebody')
  return last.mark ?? `none ${last.code ?? ''}`
}
