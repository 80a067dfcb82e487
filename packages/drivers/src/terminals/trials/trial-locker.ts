import { AppError } from '@cubby/kit/app-error'
import { assert, must } from '@cubby/kit/assert'
import { type Clock, seconds } from '@cubby/kit/clock'
import type { IdSource, PaymentId } from '@cubby/kit/ids'
import { money } from '@cubby/kit/money'
import type { Prng } from '@cubby/kit/prng'
import { openPaymentTerminal } from '../payment-config.ts'
import type { PaymentMemory, Receipt } from '../payment.ts'
import type { PaymentTerminal } from '../payment-terminal.ts'
import { Disk, type Life, memoryOf } from './life.ts'
import type { Stand } from './stand.ts'

/** One customer: pays once, and one door opens for it. The amount is nobody else's, so that the ledger tells them apart. */
export type Customer = {
  amount: number
  sale: PaymentId
  /** Each written down before it is tried. */
  reversals: PaymentId[]
  end: 'none' | 'opened' | 'unpaid' | 'reversed'
}

export type TrialDeps = {
  clock: Clock
  ids: IdSource
  chance: Prng
  /** Opens the door while the money is only promised. */
  isVending?: boolean
  /** A defect planted on purpose, to see that the trial finds it. */
  flaw?: (memory: PaymentMemory) => PaymentMemory
}

/** The smallest locker that obeys the rule: pay, then open; what was paid and not opened is given back. */
export class TrialLocker {
  readonly disk = new Disk()
  readonly customers: Customer[] = []
  /** The doors as they are, whatever anybody has written down. */
  readonly doors = new Map<number, number>()
  readonly #stand: Stand
  readonly #deps: TrialDeps

  constructor(stand: Stand, deps: TrialDeps) {
    this.#stand = stand
    this.#deps = deps
  }

  /** One life: finishes what earlier ones have left, then serves a new customer if there is one. */
  async live(life: Life, amount: number | null): Promise<void> {
    const { clock, flaw = (memory) => memory } = this.#deps
    const memory = flaw(memoryOf(this.disk, life))
    const terminal = openPaymentTerminal(this.#stand.config, { clock, memory })
    terminal.onProgress(() => void life.step())
    try {
      await Promise.race([this.#work(terminal, life, amount), life.died])
    } finally {
      life.end()
      await terminal[Symbol.asyncDispose]()
    }
  }

  async #work(terminal: PaymentTerminal, life: Life, amount: number | null) {
    await this.#settle(terminal)
    for (const customer of this.customers)
      if (customer.end === 'none') await this.#resume(terminal, life, customer)
    if (amount !== null) await this.#serve(terminal, life, amount)
  }

  async #serve(terminal: PaymentTerminal, life: Life, amount: number) {
    const { ids, chance } = this.#deps
    const customer: Customer = { amount, sale: ids.mint('pay'), reversals: [], end: 'none' }
    await life.step()
    this.customers.push(customer)
    const request = { id: customer.sale, amount: money(amount, this.#stand.config.currency) }
    const deliver = () => this.#deliver(life, amount)
    const result = await this.#unlessUnreachable(() =>
      terminal.sale(this.#deps.isVending ? { ...request, deliver } : request),
    )
    await life.step()
    if (result?.outcome === 'unknown') {
      await this.#seeRefused(terminal, amount)
      await this.#settle(terminal)
    }
    // Some have gone by the time that it is known.
    const mayOpen = result?.outcome === 'approved' && !this.doors.has(amount)
    if (mayOpen && chance.chance(0.85)) return this.#open(life, customer)
    return this.#resume(terminal, life, customer)
  }

  /** Nobody stands there any more: what was paid is given back, unless the door was opened. */
  async #resume(terminal: PaymentTerminal, life: Life, customer: Customer) {
    const written = await this.disk.find(customer.sale)
    if (this.doors.has(customer.amount)) customer.end = 'opened'
    else if (written?.result?.outcome !== 'approved') customer.end = 'unpaid'
    else await this.#giveBack(terminal, life, customer, written.result.receipt)
  }

  async #giveBack(terminal: PaymentTerminal, life: Life, customer: Customer, receipt: Receipt) {
    for (let tries = 0; tries < 50; tries++) {
      if (await this.#isReversed(customer)) return void (customer.end = 'reversed')
      const id = this.#deps.ids.mint('pay')
      await life.step()
      customer.reversals.push(id)
      const original = { id: customer.sale, receipt }
      const result = await this.#unlessUnreachable(() => terminal.void({ id, original }))
      if (result?.outcome === 'unknown') await this.#settle(terminal)
      await life.step()
    }
    throw new Error(`${customer.amount} could not be given back`)
  }

  async #isReversed(customer: Customer): Promise<boolean> {
    for (const id of customer.reversals) {
      const result = (await this.disk.find(id))?.result
      if (result?.outcome === 'approved') return true
    }
    return false
  }

  /** Some doors stick. */
  async #deliver(life: Life, amount: number): Promise<'goods' | 'no-goods'> {
    await life.step()
    if (this.#deps.chance.chance(0.3)) return 'no-goods'
    this.#push(amount)
    await life.step()
    return 'goods'
  }

  #push(amount: number) {
    this.doors.set(amount, (this.doors.get(amount) ?? 0) + 1)
  }

  async #open(life: Life, customer: Customer) {
    await life.step()
    const sale = this.#stand.bank.entries.find(({ amount }) => amount === customer.amount)
    assert(sale && this.#stand.bank.left(sale.number) > 0, `${customer.amount}: opened unpaid`)
    this.#push(customer.amount)
    await life.step()
    customer.end = 'opened'
  }

  async #unlessUnreachable<T>(work: () => Promise<T>): Promise<T | null> {
    try {
      return await work()
    } catch (error) {
      if (error instanceof AppError && error.code === 'terminal/unavailable') return null
      throw error
    }
  }

  /** While an end is unknown nobody may pay. */
  async #seeRefused(terminal: PaymentTerminal, amount: number) {
    if (terminal.state !== 'unknown' && terminal.state !== 'needs-people') return
    try {
      await terminal.sale({
        id: this.#deps.ids.mint('pay'),
        amount: money(amount, this.#stand.config.currency),
      })
    } catch (error) {
      assert(error instanceof AppError && error.code === 'terminal/unresolved', 'refused otherwise')
      return
    }
    throw new Error('a sale began while another was unknown')
  }

  /** Where no machine can tell, somebody looks into the terminal's journal, which is the ledger. */
  async #settle(terminal: PaymentTerminal) {
    for (;;) {
      const state = await terminal.settled(seconds(60))
      if (state === 'ready') return
      assert(state === 'needs-people', `still ${state} after a minute`)
      const asked = must(terminal.current, 'something is open')
      assert('amount' in asked, 'only money needs people')
      const { bank } = this.#stand
      const isSale = asked.kind === 'sale'
      const entry = bank.entries.find(
        ({ amount, kind }) => amount === asked.amount.amount && (kind === 'sale') === isSale,
      )
      // A sale that the terminal has taken back by itself is none.
      const happened = entry && (!isSale || bank.left(entry.number) > 0)
      await terminal.tell(
        happened
          ? { id: asked.id, happened: true, reference: entry.rrn, authCode: entry.authCode, receiptNumber: String(entry.number) }
          : { id: asked.id, happened: false },
      ) // prettier-ignore
    }
  }
}
