import { realClock } from '@cubby/keys/real-clock'
import type { Millis } from '@cubby/kit/clock'
import type { Prng } from '@cubby/kit/prng'
import type { Machine } from '../world/machine.ts'
import type { World } from '../world/world.ts'
import { Day } from './day.ts'
import { Ledger } from './ledger.ts'
import { Operations, Patience } from './operations.ts'
import { Shop } from './shop.ts'
import { Staff } from './staff.ts'

export type CrowdOptions = {
  /** Nothing goes wrong in this world, so nobody has to wait long. */
  isHealed: boolean
  batch?: string
  /** All of the world when left out. */
  machines?: readonly Machine[]
}

/** Everybody: shops, couriers and recipients at every machine, and the staff of the network. */
export class Crowd {
  readonly ledger = new Ledger()
  readonly operations = new Operations()
  readonly #patience: Patience
  readonly shop: Shop
  readonly #days: Day[]
  readonly #staff: Staff
  #isOver = false

  constructor(world: World, chance: Prng, options: CrowdOptions) {
    const { firms, operator } = world
    const machines = options.machines ?? world.machines
    const { ledger, operations } = this
    const patience = new Patience(options)
    this.#patience = patience
    const common = { ledger, operations, patience }
    const shop = new Shop({ ...common, firms, chance: chance.split('shop') })
    this.shop = shop
    this.#days = machines.map(
      (machine, i) =>
        new Day({
          ...common,
          machine,
          shop,
          batch: options.batch ?? '',
          badge: firms.badges[i % 2 === 0 ? 0 : 1],
          chance: chance.split(machine.name),
          pauseMs: 50 * machines.length,
        }),
    )
    this.#staff = new Staff({ ...common, api: operator, machines, chance: chance.split('staff') })
  }

  /** Until `finish`, and until everybody who had begun something is done with it. */
  async live(): Promise<void> {
    let areDaysOver = false
    // Staff stay to the end: a cell that the trouble has broken may be the one that somebody waits for.
    const staff = this.#staff.live(() => areDaysOver)
    await Promise.all(this.#days.map((day) => day.live(() => this.#isOver)))
    areDaysOver = true
    await staff
  }

  /** Everybody comes for so long, and goes home in order. */
  async liveFor(duration: Millis): Promise<void> {
    const day = this.live()
    await Promise.race([day, realClock.sleep(duration)])
    this.finish()
    await day
  }

  /** The world is whole again; people finish what they are at, and nothing is an excuse any more. */
  finish() {
    this.#patience.healed()
    this.#isOver = true
  }
}
