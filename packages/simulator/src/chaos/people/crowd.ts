import type { Prng } from '@cubby/kit/prng'
import type { World } from '../world/world.ts'
import { Day } from './day.ts'
import { Ledger } from './ledger.ts'
import { Operations, Patience } from './operations.ts'
import { Shop } from './shop.ts'
import { Staff } from './staff.ts'

/** Everybody: shops, couriers and recipients at every machine, and the staff of the network. */
export class Crowd {
  readonly ledger = new Ledger()
  readonly operations = new Operations()
  readonly #patience: Patience
  readonly #days: Day[]
  readonly #staff: Staff
  #isOver = false

  constructor(world: World, chance: Prng, options: { isHealed: boolean }) {
    const { firms, machines, operator } = world
    const { ledger, operations } = this
    const patience = new Patience(options)
    this.#patience = patience
    const common = { ledger, operations, patience }
    const shop = new Shop({ ...common, firms, chance: chance.split('shop') })
    this.#days = machines.map(
      (machine, i) =>
        new Day({
          ...common,
          machine,
          shop,
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

  /** The world is whole again; people finish what they are at, and nothing is an excuse any more. */
  finish() {
    this.#patience.healed()
    this.#isOver = true
  }
}
