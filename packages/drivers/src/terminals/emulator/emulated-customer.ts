import type { Clock } from '@cubby/kit/clock'
import type { EmulatedBank, Entry } from './bank.ts'

/** How a payment ends at an emulated terminal, before any protocol says it in its own words. */
export type Ending =
  /** `isBare`: the answer says that it is approved, and nothing else. */
  | { ending: 'approved'; entry: Entry; isBare?: true }
  | { ending: 'declined'; why: 'no-money' | 'not-found' | 'already-reversed' }
  | { ending: 'cancelled' | 'no-link' | 'busy' }
  /** The connection goes down without a word. */
  | { ending: 'lost' }

export type Order = Parameters<EmulatedBank['book']>[0]
export type Attempt = {
  /** Aborts when the cash register asks to stop. */
  aborted: AbortSignal
  /** Aborts when the connection is gone. */
  gone: AbortSignal
  progress: (text: string) => void
  /** Called before the end when the connection goes down while the terminal works on. */
  drop: () => void
}

/** Long after every driver has had enough, so that a forgotten emulator comes to rest. */
const endlessWords = 1_000

/** Emulated terminals do one thing at a time, whatever became of the connection on which it was asked. */
export class EmulatedCustomer {
  readonly bank: EmulatedBank
  readonly #clock: Clock
  isBusy = false

  constructor(bank: EmulatedBank, clock: Clock) {
    this.bank = bank
    this.#clock = clock
  }

  /** Plays the scenario that the knobs say. */
  async pay(order: Order, attempt: Attempt): Promise<Ending> {
    if (this.isBusy) return { ending: 'busy' }
    this.isBusy = true
    try {
      return await this.#play(order, attempt)
    } finally {
      this.isBusy = false
    }
  }

  async #play(order: Order, { aborted, gone, progress, drop }: Attempt): Promise<Ending> {
    const { scenario, delay } = this.bank.next()
    switch (scenario) {
      case 'lose-request':
        return { ending: 'lost' }
      case 'decline':
        return { ending: 'declined', why: 'no-money' }
      case 'cancelled':
      case 'no-link':
        return { ending: scenario }
      case 'hang':
        progress('INSERT CARD')
        await this.#clock.sleep(delay, AbortSignal.any([aborted, gone]))
        return aborted.aborted ? { ending: 'cancelled' } : { ending: 'lost' }
      case 'slow':
        progress('INSERT CARD')
        await this.#clock.sleep(delay, aborted)
        if (aborted.aborted) return { ending: 'cancelled' }
        progress('PLEASE WAIT')
        return this.#book(order)
      case 'late':
        progress('INSERT CARD')
        drop()
        await this.#clock.sleep(delay)
        this.#book(order)
        return { ending: 'lost' }
      case 'approve-and-lose':
        this.#book(order)
        return { ending: 'lost' }
      case 'endless':
        for (let said = 0; said < endlessWords && !gone.aborted; said++) {
          progress('PLEASE WAIT')
          await this.#clock.sleep(delay, gone)
        }
        return { ending: 'lost' }
      case 'approve':
        progress('INSERT CARD')
        return this.#book(order)
      case 'approve-bare': {
        const ending = this.#book(order)
        return ending.ending === 'approved' ? { ...ending, isBare: true } : ending
      }
      case 'approve-other':
        return this.#book({ ...order, amount: order.amount + 1 })
    }
  }

  #book(order: Order): Ending {
    const entry = this.bank.book(order)
    return typeof entry === 'string'
      ? { ending: 'declined', why: entry }
      : { ending: 'approved', entry }
  }
}
