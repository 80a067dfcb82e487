import { randomUUID } from 'node:crypto'
import { realClock } from '@cubby/keys/real-clock'
import { millis } from '@cubby/kit/clock'
import type { CellId, CommandId } from '@cubby/kit/ids'
import type { Prng } from '@cubby/kit/prng'
import { blockCell } from '@cubby/protocol/operations/commands/block-cell'
import { openCell } from '@cubby/protocol/operations/commands/open-cell'
import { readCommand } from '@cubby/protocol/operations/commands/read-command'
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

/** A locker that does not answer a command within seconds is left to itself. */
const LOOKS_MAX = 25

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
    const { chance } = this.#options
    const free = (await this.#cells(machine)).filter(isIdle)
    const broken = free.filter(({ service }) => service.kind !== 'ok')
    for (const { cell } of broken) await this.#command(machine, cell, 'unblock')
    const whole = free.filter(({ service }) => service.kind === 'ok')
    if (whole.length >= 4 && chance.chance(0.3))
      await this.#lookInto(machine, chance.pick(whole).cell)
  }

  /** Out of use first, or somebody else is given the cell while it is being opened. */
  async #lookInto(machine: Machine, cell: CellId) {
    const block = await this.#command(machine, cell, 'block')
    if (block === null || !(await this.#isDone(block))) return
    const seen = (await this.#cells(machine)).find((each) => each.cell === cell)
    if (seen?.use === 'free') await this.#command(machine, cell, 'open')
  }

  async #cells(machine: Machine): Promise<readonly CellReply[]> {
    const { api, operations: all } = this.#options
    const seen = await all.run(`look at ${machine.name}`, () =>
      insist(() => api.call(readCells, { params: { locker: machine.id } }), this.#options),
    )
    return seen?.cells ?? []
  }

  async #isDone(command: CommandId): Promise<boolean> {
    const { api } = this.#options
    for (let looks = 0; looks < LOOKS_MAX; looks++) {
      const read = () => api.call(readCommand, { params: { command } })
      const { status } = await insist(read, this.#options)
      if (status === 'done') return true
      if (status !== 'waiting' && status !== 'accepted') return false
      await realClock.sleep(millis(200))
    }
    return false
  }

  async #command(machine: Machine, cell: CellId, wanted: Wanted): Promise<CommandId | null> {
    const { api, operations: all, ledger } = this.#options
    const idempotencyKey = randomUUID()
    return all.run(`${wanted} ${cell} at ${machine.name}`, async () => {
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
      return id
    })
  }
}

const isIdle = ({ use, doors }: CellReply) =>
  use === 'free' && doors.every(({ door }) => door === 'closed')
