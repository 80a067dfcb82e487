import { randomUUID } from 'node:crypto'
import { realClock } from '@cubby/keys/real-clock'
import { must } from '@cubby/kit/assert'
import { millis } from '@cubby/kit/clock'
import type { Prng } from '@cubby/kit/prng'
import { announceShipment } from '@cubby/protocol/operations/shipments/announce-shipment'
import { cancelShipment } from '@cubby/protocol/operations/shipments/cancel-shipment'
import { readCode } from '@cubby/protocol/operations/shipments/read-code'
import { ApiRefusal } from '@cubby/testing/network/api-client'
import type { Firms } from '@cubby/testing/network/firms'
import type { Machine } from '../world/machine.ts'
import type { Ledger, Wish } from './ledger.ts'
import { GaveUp, type Operations, type Patience } from './operations.ts'

export type ShopOptions = {
  firms: Firms
  ledger: Ledger
  operations: Operations
  patience: Patience
  chance: Prng
}

/** The shop's program: says everything again under the same key until there is an answer. */
export class Shop {
  readonly #options: ShopOptions

  constructor(options: ShopOptions) {
    this.#options = options
  }

  /** Wishes for one shipment to this machine and insists on it. Null when that failed for good. */
  async announce(machine: Machine, number: string): Promise<Wish | null> {
    const { ledger, operations, chance } = this.#options
    const reference = `${machine.id.slice(-6)}-${number}`
    const count = chance.chance(0.25) ? 2 : 1
    const wish: Wish = {
      key: randomUUID(),
      reference,
      locker: machine.id,
      labels: Array.from({ length: count }, (_, i) => `${reference}-${i}`),
      phone: `+49170${String(ledger.wishes.length).padStart(7, '0')}`,
      shipment: null,
      cancel: 'no',
    }
    ledger.wish(wish)
    return operations.run(`announce ${reference}`, async () => {
      const { id } = await this.#insist(() => this.#ask(wish))
      if (wish.shipment !== null && wish.shipment !== id)
        ledger.oddities.push(`${reference} was answered as ${wish.shipment} and as ${id}`)
      wish.shipment = id
      // A queue that delivers twice says it once more after the answer.
      if (chance.chance(0.2)) {
        const again = await this.#insist(() => this.#ask(wish))
        if (again.id !== id)
          ledger.oddities.push(`${reference} was answered as ${id} and as ${again.id}`)
      }
      return wish
    })
  }

  /** Says a wish again to a server that has forgotten it; whatever it is called now, it is the same wish. */
  async announceAgain(wish: Wish): Promise<void> {
    const { operations } = this.#options
    await operations.run(`announce ${wish.reference} again`, async () => {
      wish.shipment = (await this.#insist(() => this.#ask(wish))).id
    })
  }

  /** Calls a shipment off. */
  async cancel(wish: Wish): Promise<void> {
    wish.cancel = 'asked'
    await this.#options.operations.run(`cancel ${wish.reference}`, async () => {
      await this.#insist(() => this.#callOff(wish))
      wish.cancel = 'answered'
    })
  }

  /** Calls off again what a server has forgotten that it was called off. */
  async cancelAgain(wish: Wish): Promise<void> {
    await this.#options.operations.run(`cancel ${wish.reference} again`, async () => {
      await this.#insist(() => this.#callOff(wish))
      wish.cancel = 'again'
    })
  }

  /** The code, as the shop may show it. */
  code(wish: Wish): Promise<{ code: string }> {
    return this.#insist(() =>
      this.#options.firms.shop.api.call(readCode, { params: { shipment: idOf(wish) } }),
    )
  }

  #ask({ key, reference, locker, labels, phone }: Wish) {
    const { firms } = this.#options
    return firms.shop.api.call(announceShipment, {
      idempotencyKey: key,
      body: {
        carrier: firms.carrier,
        locker,
        reference,
        recipient: { phone },
        parcels: labels.map((label) => ({
          label,
          size: { height: 70, width: 370, depth: 630 },
          grams: 900,
        })),
      },
    })
  }

  #callOff(wish: Wish) {
    return this.#options.firms.shop.api.call(cancelShipment, {
      params: { shipment: idOf(wish) },
      body: { reason: 'the buyer changed his mind' },
      idempotencyKey: `cancel/${wish.key}`,
    })
  }

  #insist<T>(call: () => Promise<T>): Promise<T> {
    return insist(call, this.#options)
  }
}

/** Asks until there is an answer that asking again would not change. */
export async function insist<T>(
  call: () => Promise<T>,
  { patience, operations }: Pick<ShopOptions, 'patience' | 'operations'>,
): Promise<T> {
  const isTooLong = patience.begin()
  for (let tries = 1; ; tries++) {
    try {
      return await call()
    } catch (error) {
      if (error instanceof ApiRefusal && !error.problem.retryable) throw error
      if (isTooLong())
        throw new GaveUp(`no answer after ${tries} tries, the last: ${String(error)}`)
      operations.repeated++
      await realClock.sleep(millis(Math.min(50 * tries, 1_000)))
    }
  }
}

const idOf = ({ shipment, reference }: Wish) => must(shipment, `${reference} was answered`)
