import { randomUUID } from 'node:crypto'
import { realClock } from '@cubby/keys/real-clock'
import { millis } from '@cubby/kit/clock'
import type { Prng } from '@cubby/kit/prng'
import { blockCell } from '@cubby/protocol/operations/commands/block-cell'
import { openCell } from '@cubby/protocol/operations/commands/open-cell'
import { unblockCell } from '@cubby/protocol/operations/commands/unblock-cell'
import { readCells } from '@cubby/protocol/operations/lockers/read-cells'
import type { CellReply } from '@cubby/protocol/operations/lockers/locker-shapes'
import type { ApiClient } from '@cubby/testing/network/api-client'
import type { Machine } from '../world/machine.ts'
import type { Ledger } from './ledger.ts'
import type { Operations, Patience } from './operations.ts'
import { insist } from './shop.ts'

export type StaffOptions = {
  api: ApiClient
  machines: readonly Machine[]
  ledger: Ledger
  operations: Operations
  patience: Patience
  chance: Prng
}

const operations = { open: openCell, block: blockCell, unblock: unblockCell }
type Wanted = keyof typeof operations

/** The back office: looks into cells, takes some out of use, and puts into order what the trouble has broken. */
export class Staff {
  readonly #options: StaffOptions

  constructor(options: StaffOptions) {
    this.#options = options
  }

  async live(isOver: () => boolean): Promise<void> {
    const { machines, chance } = this.#options
    for (let turn = 0; !isOver(); turn++) {
      const machine = machines[turn % machines.length]
      if (machine) await this.#lookAfter(machine)
      await realClock.sleep(millis(chance.int(100, 4_000 / machines.length)))
    }
  }

  async #lookAfter(machine: Machine) {
    const { api, operations: all, chance } = this.#options
    const seen = await all.run(`look at ${machine.name}`, () =>
      insist(() => api.call(readCells, { params: { locker: machine.id } }), this.#options),
    )
    const free = seen?.cells.filter(isIdle) ?? []
    const broken = free.filter(({ service }) => service.kind !== 'ok')
    for (const { cell } of broken) await this.#command(machine, cell, 'unblock')
    const whole = free.filter(({ service }) => service.kind === 'ok')
    if (whole.length < 4 || !chance.chance(0.3)) return
    await this.#command(machine, chance.pick(whole).cell, chance.chance(0.7) ? 'open' : 'block')
  }

  async #command(machine: Machine, cell: CellReply['cell'], wanted: Wanted) {
    const { api, operations: all, ledger } = this.#options
    const idempotencyKey = randomUUID()
    await all.run(`${wanted} ${cell} at ${machine.name}`, async () => {
      const { id } = await insist(
        () =>
          api.call(operations[wanted], {
            params: { locker: machine.id, cell },
            body: { reason: 'a look into it', expiresInSeconds: 20 },
            idempotencyKey,
          }),
        this.#options,
      )
      ledger.commands.push(id)
    })
  }
}

const isIdle = ({ use, doors }: CellReply) =>
  use === 'free' && doors.every(({ door }) => door === 'closed')
