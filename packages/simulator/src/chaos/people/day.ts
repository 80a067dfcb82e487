import type { Prng } from '@cubby/kit/prng'
import type { Badge } from '@cubby/testing/network/firms'
import { AtMachine, type AtMachineOptions } from './at-machine.ts'
import { Courier } from './courier.ts'
import type { Wish } from './ledger.ts'
import { collect } from './recipient.ts'
import type { Shop } from './shop.ts'

export type DayOptions = AtMachineOptions & {
  shop: Shop
  badge: Badge
  chance: Prng
  /** Goes before the number of each shipment: a second crowd must not repeat the references of the first. */
  batch: string
  /** A breath between two people; longer with more machines on the same two cores. */
  pauseMs: number
}

/** Shipments that may be inside at a time: four small cells, three larger ones, and room for a broken one. */
const INSIDE_MAX = 3
/** Announced ahead, as shops do. */
const AHEAD = 2

/** What happens at one machine, one person after another, until it is enough. */
export class Day {
  readonly #options: DayOptions
  readonly #at: AtMachine
  readonly #courier: Courier
  readonly #expected: Wish[] = []
  readonly #inside: Wish[] = []
  #number = 0

  constructor(options: DayOptions) {
    this.#options = options
    this.#at = new AtMachine(options)
    this.#courier = new Courier(this.#at, options.badge)
  }

  async live(isOver: () => boolean): Promise<void> {
    const { chance, pauseMs } = this.#options
    while (!isOver()) {
      await this.#announce()
      const next = this.#expected.shift()
      if (next) await this.#bring(next)
      if (chance.chance(0.5)) await this.#courier.leave()
      if (this.#inside.length >= INSIDE_MAX || chance.chance(0.3)) await this.#takeOut()
      await this.#at.tidyUp()
      await this.#at.pause(chance.int(0, pauseMs))
    }
    await this.#courier.leave()
    await this.#at.tidyUp()
  }

  async #announce() {
    const { shop, machine, batch } = this.#options
    while (this.#expected.length < AHEAD) {
      const wish = await shop.announce(machine, `${batch}${this.#number++}`)
      if (wish === null) return
      this.#expected.push(wish)
    }
  }

  /** Deposits all parcels of a shipment; when there is no room, somebody has to come for his first. */
  async #bring(wish: Wish) {
    const { operations, shop, chance } = this.#options
    if (chance.chance(0.08)) return shop.cancel(wish)
    for (const label of wish.labels) {
      const done = await operations.run(`deposit ${label}`, () => this.#depositWithRoom(label))
      if (done === null) return
    }
    this.#inside.push(wish)
  }

  async #depositWithRoom(label: string) {
    const mustEnd = this.#at.begin(`finding room for ${label}`)
    while ((await this.#courier.deposit(label)) === 'full') {
      mustEnd('full')
      await this.#at.tidyUp()
      if (this.#inside.length > 0) await this.#takeOut()
      // Broken cells wait for staff.
      else await this.#at.pause(500)
    }
    return 'inside'
  }

  /** Somebody comes for what is his; now and then the shop wants it back instead. */
  async #takeOut() {
    const { operations, shop, chance } = this.#options
    const wish = this.#inside.splice(chance.int(0, this.#inside.length - 1), 1)[0]
    if (!wish) return
    const { reference } = wish
    if (chance.chance(0.1)) {
      await shop.cancel(wish)
      if (wish.cancel === 'answered')
        await operations.run(`take back ${reference}`, () => this.#courier.takeBack(wish))
      return
    }
    await operations.run(`collect ${reference}`, async () => {
      const { code } = await shop.code(wish)
      await collect(this.#at, wish, code)
    })
  }
}
