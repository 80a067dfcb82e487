import { AppError } from '@cubby/kit/app-error'
import type { Clock, Millis } from '@cubby/kit/clock'
import type { Money } from '@cubby/kit/money'
import { Conversation, type ConversationLink } from '../conversation.ts'
import type { Asked, Begun, PaymentResult } from '../payment.ts'
import { afterOurStop, approved, declined, receiptOf } from '../results.ts'
import type { LookUp, TerminalDriver } from '../terminal-driver.ts'
import { untilAnswered } from '../until-answered.ts'
import { isCancelled, reasonOf } from '../upos/upos-codes.ts'
import { amountBytes, amountOf, encodeTtk, tags, textOf, type TtkMessage, TtkParser } from './ttk-frames.ts' // prettier-ignore

export type TtkOptions = {
  link: ConversationLink
  clock: Clock
  currency: string
  /** The number of the till in the terminal. */
  ecr: string
  patience: Millis
  settlePatience: Millis
}

/** Drives a terminal that speaks TTK-2: each operation on a connection of its own. */
export class TtkTerminal implements TerminalDriver {
  readonly #options: TtkOptions
  #talk: Conversation<TtkMessage> | null = null
  #abortNumber = 0
  /** Since when nobody of this life has talked to the terminal. */
  #quietSince: Millis

  constructor(options: TtkOptions) {
    this.#options = options
    this.#quietSince = options.clock.monotonic()
  }

  async prepare(): Promise<string> {
    await using _talk = await this.#open()
    return ''
  }

  async perform({ asked, number }: Begun, tell: (text: string) => void): Promise<PaymentResult> {
    const { patience, settlePatience, currency, clock } = this.#options
    const opened = await this.#open().catch(() => null)
    // Nothing was sent yet, so nothing was done.
    if (!opened) return declined('not-performed', { text: 'the terminal could not be reached' })
    await using talk = opened
    this.#talk = talk
    const ern = String(number).padStart(8, '0')
    try {
      await talk.send(encodeTtk([...this.#head(codeOf(asked), ern), ...detailsOf(asked)]))
      const { answer, isStopped } = await untilAnswered<TtkMessage, TtkMessage>({
        next: (most) => talk.next(most),
        take: (message) => {
          if (textOf(message, tags.answer) === 'INF') tell(textOf(message, tags.progress))
          else if (textOf(message, tags.answerErn) === ern) return message
          return null
        },
        stop: () => this.abort(),
        clock,
        patience: asked.kind === 'settle' ? settlePatience : patience,
      })
      const result = resultOf(asked, answer, currency)
      return isStopped ? afterOurStop(result) : result
    } finally {
      this.#talk = null
      this.#quietSince = clock.monotonic()
    }
  }

  /** People must not look before the terminal has certainly ended: what they read would be half a truth. */
  async lookUp(): Promise<LookUp> {
    const { clock, patience } = this.#options
    if (clock.monotonic() - this.#quietSince < patience) return { found: 'busy' }
    return { found: 'no-telling', why: 'this terminal cannot be asked for an earlier payment' }
  }

  queryLast(): Promise<never> {
    throw new AppError('terminal/not-supported', 'TTK-2 does not tell its last operation')
  }

  async abort() {
    this.#abortNumber = (this.#abortNumber % 9_999_999) + 1
    // Nines in front: never the number of a payment.
    const ern = `9${String(this.#abortNumber).padStart(7, '0')}`
    await this.#talk?.send(encodeTtk(this.#head('ABR', ern)))
  }

  async [Symbol.asyncDispose]() {
    await this.#talk?.[Symbol.asyncDispose]()
  }

  #open() {
    const { link, clock } = this.#options
    return Conversation.open<TtkMessage>(link, new TtkParser(), clock)
  }

  #head = (code: string, ern: string) =>
    [
      [tags.request, code],
      [tags.ecr, this.#options.ecr],
      [tags.ern, ern],
    ] as const
}

function codeOf({ kind }: Asked): string {
  switch (kind) {
    case 'sale':
      return 'PUR'
    case 'refund':
      return 'REF'
    case 'void':
      return 'VOI'
    case 'settle':
    case 'test-link':
      return 'SRV'
    case 'reverse-last':
      throw new AppError('terminal/not-supported', 'TTK-2 reverses by reference')
  }
}

function detailsOf(asked: Asked): (readonly [number, Uint8Array | string])[] {
  if (asked.kind === 'settle') return [[tags.service, '2']]
  if (asked.kind === 'test-link') return [[tags.service, 'B']]
  const amount = [tags.amount, amountBytes(asked.amount.amount)] as const
  if (asked.kind === 'sale') return [amount]
  const { authCode, reference } = asked.original.receipt
  return [amount, ...(authCode ? [[tags.authCode, authCode] as const] : []), ...(reference ? [[tags.rrn, reference] as const] : [])] // prettier-ignore
}

function resultOf(asked: Asked, answer: TtkMessage, currency: string): PaymentResult {
  const slip = textOf(answer, tags.slip)
  const money: Money = 'amount' in asked ? asked.amount : { amount: 0, currency }
  const isYes = textOf(answer, tags.isApproved) === 'Y'
  const bank = textOf(answer, tags.responseCode)
  if (isYes !== isFine(bank) && 'amount' in asked && (isYes || !saysNo(answer)))
    return { outcome: 'unknown', why: 'the terminal says yes and no' }
  if (isYes) {
    const told = answer.get(tags.answerAmount)
    if ('amount' in asked && told && amountOf(told) !== money.amount)
      return { outcome: 'unknown', why: 'the terminal told of another amount' }
    if (textOf(answer, tags.answer) !== codeOf(asked))
      return { outcome: 'unknown', why: 'the terminal answered to another command' }
    return approved(
      receiptOf(money, {
        reference: textOf(answer, tags.answerRrn),
        authCode: textOf(answer, tags.answerAuthCode),
        terminalId: textOf(answer, tags.terminal),
        card: textOf(answer, tags.pan),
        receiptNumber: textOf(answer, tags.answerErn),
        slip,
      }),
    )
  }
  const code = textOf(answer, tags.errorCode) || bank
  if (isCancelled(Number(code))) return { outcome: 'cancelled', by: 'customer' }
  return declined(reasonFor(code), { code, text: textOf(answer, tags.errorText), slip })
}

const isFine = (code: string) => /^0*$/.test(code)

const saysNo = (answer: TtkMessage) =>
  textOf(answer, tags.isApproved) === 'N' || !isFine(textOf(answer, tags.errorCode))

const letters = { JF: 'settlement-needed', BB: 'settlement-needed', NF: 'not-found', B4: 'not-found', FE: 'terminal-fault', UN: 'terminal-fault', UP: 'terminal-fault' } as const // prettier-ignore

const reasonFor = (code: string) =>
  Object.hasOwn(letters, code) ? letters[code as keyof typeof letters] : reasonOf(Number(code))
