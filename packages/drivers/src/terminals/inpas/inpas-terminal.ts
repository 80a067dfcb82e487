import { AppError } from '@cubby/kit/app-error'
import { type Clock, type Millis, seconds } from '@cubby/kit/clock'
import type { Money } from '@cubby/kit/money'
import type { Asked, Begun, DeclineReason, LastPayment, PaymentResult } from '../payment.ts'
import { approved, declined, receiptOf } from '../results.ts'
import type { LookUp, TerminalDriver } from '../terminal-driver.ts'
import { currencyNumbers } from '../text/currencies.ts'
import { lastBySlip, lookUpBySlip } from '../text/by-slip.ts'
import { type SlipFacts, slipFacts } from '../text/slip-facts.ts'
import { postXml } from './post-xml.ts'
import { readPacket, requestText, type SaPacket, shortText, slipText } from './sa-fields.ts'

export type InpasOptions = {
  url: string
  currency: string
  clock: Clock
  patience: Millis
  settlePatience: Millis
  /** Empty where the connector knows its only terminal. */
  terminalId: string
  refundOperation: string
}

const copyPatience = seconds(30)
const status = { approved: '1', declined: '16', executed: '17', noLink: '34', interrupted: '53' } as const // prettier-ignore

/** Drives a terminal through the connector's HTTP service on the same machine. */
export class InpasTerminal implements TerminalDriver {
  readonly #options: InpasOptions
  readonly #stop = new AbortController()

  constructor(options: InpasOptions) {
    this.#options = options
  }

  async prepare(): Promise<string> {
    return (await this.#copy())?.reference ?? 'none'
  }

  async perform(begun: Begun): Promise<PaymentResult> {
    const { asked, number } = begun
    if (asked.kind === 'reverse-last') {
      const last = await this.#copy()
      if (!last?.reference || last.reference !== asked.original.receipt.reference)
        return declined('not-found', { text: 'the last operation is another one' })
    }
    const { patience, settlePatience } = this.#options
    const packet = await this.#exchange(
      this.#request(asked, number),
      asked.kind === 'settle' ? settlePatience : patience,
    )
    return this.#result(begun, packet)
  }

  async lookUp({ asked, mark }: Begun): Promise<LookUp> {
    const last = await this.#copy()
    if (!last || (last.reference === null && mark !== 'none'))
      return { found: 'no-telling', why: 'there is no copy of the last slip' }
    return lookUpBySlip(asked, mark, last)
  }

  async queryLast(): Promise<LastPayment | null> {
    const last = await this.#copy()
    return last?.reference ? lastBySlip(last, this.#options.currency) : null
  }

  async abort() {
    throw new AppError('terminal/not-supported', 'the connector cannot be stopped')
  }

  async [Symbol.asyncDispose]() {
    this.#stop.abort()
  }

  async #copy(): Promise<SlipFacts | null> {
    const fields = new Map([[25, '63'], [65, '22'], ...this.#terminal()])
    const { fields: answer, error } = await this.#exchange(fields, copyPatience)
    if (error) throw new AppError('terminal/unavailable', `the connector says ${error.code}`)
    const text = answer.get(90)
    return text ? slipFacts(slipText(text)) : null
  }

  async #exchange(fields: ReadonlyMap<number, string>, patience: Millis): Promise<SaPacket> {
    const { url, clock } = this.#options
    const body = requestText(fields, patience)
    const packet = readPacket(
      await postXml(url, body, { clock, patience, stop: this.#stop.signal }),
    )
    if (!packet) throw new AppError('terminal/unexpected', 'the connector sends no packet')
    return packet
  }

  #terminal = (): [number, string][] =>
    this.#options.terminalId === '' ? [] : [[27, this.#options.terminalId]]

  #request(asked: Asked, number: number): Map<number, string> {
    const common = this.#terminal()
    if (asked.kind === 'settle') return new Map([[25, '59'], ...common])
    if (asked.kind === 'test-link') return new Map([[25, '26'], ...common])
    const payment: [number, string][] = [
      [0, String(asked.amount.amount)],
      [4, currencyNumbers[asked.amount.currency] ?? ''],
      [21, localTime(this.#options.clock)],
      [26, String(number)],
      ...common,
    ]
    if (asked.kind === 'sale') return new Map([...payment, [25, '1']])
    if (asked.kind === 'reverse-last') return new Map([...payment, [25, '53']])
    const { authCode, reference, receiptNumber } = asked.original.receipt
    const code = asked.kind === 'void' ? '4' : this.#options.refundOperation
    return new Map([...payment, [25, code], [13, authCode ?? ''], [14, reference ?? ''], [52, receiptNumber ?? ''], [108, receiptNumber ?? '']]) // prettier-ignore
  }

  #result({ asked, number }: Begun, { fields, error }: SaPacket): PaymentResult {
    // Only a request that was refused for its form has certainly reached nobody.
    if (error?.code === 4) return declined('not-performed', { code: 'connector 4', text: error.text }) // prettier-ignore
    if (error) return { outcome: 'unknown', why: `the connector says ${error.code}` }
    const said = { code: fields.get(15) ?? fields.get(39), text: shortText(fields.get(19) ?? ''), slip: slipText(fields.get(90) ?? '') } // prettier-ignore
    const amount: Money = 'amount' in asked ? asked.amount : { amount: 0, currency: this.#options.currency } // prettier-ignore
    switch (String(Number(fields.get(39) ?? Number.NaN))) {
      case status.executed:
      case status.approved: {
        const why = strangeness(asked, number, fields)
        if (why !== null) return { outcome: 'unknown', why }
        const raw = { reference: fields.get(14), authCode: fields.get(13), receiptNumber: fields.get(108) ?? fields.get(52), terminalId: fields.get(27), card: fields.get(10), slip: said.slip } // prettier-ignore
        return approved(receiptOf(amount, raw))
      }
      case status.declined:
        return declined(hostReasons[fields.get(15) ?? ''] ?? 'issuer-refused', said)
      case status.noLink:
        return declined('no-link', said)
      case status.interrupted:
        return { outcome: 'cancelled', by: 'customer' }
      default:
        return 'amount' in asked
          ? { outcome: 'unknown', why: 'the terminal does not say how it ended' }
          : declined('other', said)
    }
  }
}

/**
 * Why an approval is none of what was asked; null when it is one. A reply has the fields of its request, and 17 is the status
 * of services. The last operation may be reversed without a word about its amount: which it was is known before.
 */
function strangeness(asked: Asked, number: number, fields: SaPacket['fields']): string | null {
  if (!('amount' in asked)) return null
  const isReversal = asked.kind === 'reverse-last'
  const says = (field: number, expected: number) => {
    const told = fields.get(field)
    return told === undefined || Number(told) === expected
  }
  if (!isReversal && Number(fields.get(39)) === Number(status.executed))
    return 'the terminal approves nothing'
  if (!says(0, asked.amount.amount) || (!isReversal && !fields.has(0)))
    return 'the terminal told of another amount'
  if (!says(4, Number(currencyNumbers[asked.amount.currency])))
    return 'the terminal told of another currency'
  return says(26, number) ? null : 'the terminal told of another operation'
}

/** The bank's answers as ISO 8583 numbers them. */
const hostReasons: Readonly<Record<string, DeclineReason>> = {
  '51': 'no-money', '54': 'card-expired', '55': 'wrong-pin', '61': 'limit', '65': 'limit', '41': 'card-blocked',
  '43': 'card-blocked', '91': 'no-link', '94': 'already-reversed', '25': 'not-found',
} // prettier-ignore

function localTime(clock: Clock): string {
  const at = new Date(clock.now())
  const two = (value: number) => String(value).padStart(2, '0')
  return `${at.getFullYear()}${[at.getMonth() + 1, at.getDate(), at.getHours(), at.getMinutes(), at.getSeconds()].map(two).join('')}` // prettier-ignore
}
