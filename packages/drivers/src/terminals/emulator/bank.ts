import { appendFileSync, existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { AppError } from '@cubby/kit/app-error'
import { type Millis, millis } from '@cubby/kit/clock'

/** What the customer, the bank and the wires make of the next payment. */
export const scenarios = [
  'approve', 'decline', 'slow', 'cancelled', 'no-link', 'hang', 'approve-and-lose', 'lose-request', 'late',
  'endless', 'approve-bare', 'approve-other',
] as const // prettier-ignore
export type Scenario = (typeof scenarios)[number]
/**
 * `late`: the connection is lost while the customer still looks for the card, and then it is approved. `endless`: it says
 * that it is at work for ever, whatever it is asked. `approve-bare`: approved without a word about what. `approve-other`:
 * approved, and charged, is one minor unit more than was asked.
 */
export type Knobs = {
  scenario: Scenario
  /** For how many payments; then it is `approve` again. Null for ever. */
  times: number | null
  /** How long `slow`, `late` and `hang` last. */
  delay: Millis
}

export type Entry = {
  number: number
  kind: 'sale' | 'refund' | 'void' | 'reverse-last'
  /** What the cash register calls it, where the protocol carries that. */
  id: string | null
  amount: number
  currency: string
  /** The number of the sale that is given back. */
  original: number | null
  rrn: string
  authCode: string
}
type Given = Pick<Entry, 'kind' | 'id' | 'amount' | 'currency' | 'original'>

/** A made-up card number that passes the check, as terminals must never show it. */
export const cardNumber = '4111111111111111'

/**
 * The bank and the customers behind an emulated terminal: a folder with the ledger and the knobs, so that a program
 * that lives for one payment and a service have the same, and a test can read and turn them from outside.
 */
export class EmulatedBank {
  readonly #ledger: string
  readonly #knobs: string

  constructor(folder: string) {
    this.#ledger = join(folder, 'ledger.jsonl')
    this.#knobs = join(folder, 'knobs.json')
  }

  /** What was really done, oldest first. */
  get entries(): Entry[] {
    if (!existsSync(this.#ledger)) return []
    const lines = readFileSync(this.#ledger, 'utf8').split('\n')
    return lines.filter(Boolean).map((line) => JSON.parse(line) as Entry)
  }

  get last(): Entry | null {
    return this.entries.at(-1) ?? null
  }

  turn(knobs: Partial<Knobs>) {
    const turned = { scenario: 'approve', times: 1, delay: millis(200), ...knobs }
    // Renamed into place, because the emulator may read it at any moment.
    writeFileSync(`${this.#knobs}.new`, JSON.stringify(turned))
    renameSync(`${this.#knobs}.new`, this.#knobs)
  }

  /** What happens to the payment that begins now; uses it up. */
  next(): Knobs {
    const approve: Knobs = { scenario: 'approve', times: null, delay: millis(0) }
    if (!existsSync(this.#knobs)) return approve
    const knobs = JSON.parse(readFileSync(this.#knobs, 'utf8')) as Knobs
    if (!scenarios.includes(knobs.scenario))
      throw new AppError('config/invalid', `a scenario is one of ${scenarios.join(', ')}`)
    if (knobs.times === null) return knobs
    if (knobs.times <= 0) return approve
    this.turn({ ...knobs, times: knobs.times - 1 })
    return knobs
  }

  /** What a sale still has taken, in minor units. */
  left(number: number): number {
    const { entries } = this
    const sale = entries.find((entry) => entry.number === number && entry.kind === 'sale')
    const given = entries.filter((entry) => entry.original === number)
    return (sale?.amount ?? 0) - given.reduce((sum, { amount }) => sum + amount, 0)
  }

  /** Moves the money. A sale is given back only as far as it was taken. */
  book(given: Given): Entry | 'not-found' | 'already-reversed' {
    const { entries } = this
    if (given.kind !== 'sale') {
      const sale = entries.find(({ number, kind }) => number === given.original && kind === 'sale')
      if (!sale) return 'not-found'
      if (this.left(sale.number) < given.amount) return 'already-reversed'
    }
    const number = (entries.at(-1)?.number ?? 0) + 1
    const rrn = String(500_000_000_000 + number * 7)
    const entry = { ...given, number, rrn, authCode: String(100_000 + number) }
    appendFileSync(this.#ledger, `${JSON.stringify(entry)}\n`)
    return entry
  }

  /** The slip as terminals print it; ours are careless enough to print the whole card number. */
  slip(entry: Entry): string {
    const sum = (entry.amount / 100).toFixed(2)
    return [
      'EMULATED BANK',
      `${entry.kind.toUpperCase()} No ${entry.number}`,
      `${sum} ${entry.currency}`,
      `CARD ${cardNumber}`,
      `RRN ${entry.rrn}`,
      `AUTH ${entry.authCode}`,
      'APPROVED',
    ].join('\n')
  }
}
