import type { Outcome } from '@cubby/domain/kernel/intent'
import { realClock } from '@cubby/keys/real-clock'
import { type Millis, millis, seconds } from '@cubby/kit/clock'
import type { CellId } from '@cubby/kit/ids'
import type { KioskAsk, KioskIntentName } from '@cubby/protocol/kiosk/intents'
import type { KioskState } from '@cubby/protocol/kiosk/state'
import { KioskProblem, KioskUnreachable } from '@cubby/testing/network/kiosk-client'
import type { Machine } from '../world/machine.ts'
import type { Ledger } from './ledger.ts'
import { GaveUp, type Operations, type Patience } from './operations.ts'

/** A bolt answers within a second, or after its coil has cooled down; then people ask again. */
const LOOKS_FOR = seconds(8)
const LOOK_EVERY = millis(50)

export type AtMachineOptions = {
  machine: Machine
  ledger: Ledger
  operations: Operations
  patience: Patience
}

/** Somebody in front of a machine that may go dark at any moment: what he says, sees and moves. */
export class AtMachine {
  readonly machine: Machine
  readonly ledger: Ledger
  readonly #operations: Operations
  readonly #patience: Patience

  constructor({ machine, ledger, operations, patience }: AtMachineOptions) {
    this.machine = machine
    this.ledger = ledger
    this.#operations = operations
    this.#patience = patience
  }

  /** Starts one wish of a person; what it returns throws once it has taken too long. */
  begin(what: string): (said: unknown) => void {
    const isTooLong = this.#patience.begin()
    return (said) => {
      if (isTooLong())
        throw new GaveUp(`${what} came to nothing, the last: ${JSON.stringify(said)}`)
    }
  }

  /** Null when nobody answered, or the machine could not: nobody knows what became of it. */
  async say<K extends KioskIntentName>(name: K, ask: KioskAsk<K>): Promise<Outcome | null> {
    try {
      return await this.machine.kiosk.say(name, ask)
    } catch (error) {
      if (!isPassing(error)) throw error
      this.#operations.repeated++
      await this.pause(200)
      return null
    }
  }

  /** What the screen shows; null while it is dark. */
  async looks(): Promise<KioskState | null> {
    try {
      return await this.machine.kiosk.state()
    } catch (error) {
      if (!isPassing(error)) throw error
      return null
    }
  }

  /** The screen keeps this cell for somebody: a machine that has given up on a door shows it free, or broken. */
  async isKept(cell: CellId): Promise<boolean> {
    const cells = (await this.looks())?.modules.flatMap((module) => module.cells) ?? []
    return cells.find(({ id }) => id === cell)?.use !== 'free'
  }

  /** Waits for a door. `shown` when it stands open and the screen says so. */
  async opens(cell: CellId): Promise<'shut' | 'open' | 'shown'> {
    const { doors } = this.machine
    if (!(await within(LOOKS_FOR, () => doors.isOpen(cell)))) return 'shut'
    return (await this.#isShown(cell, 'open')) ? 'shown' : 'open'
  }

  /** Pushes a door shut. True when the machine was seen to see it. */
  async shut(cell: CellId): Promise<boolean> {
    await this.machine.doors.close(cell)
    return this.#isShown(cell, 'closed')
  }

  /** Takes everything out of a cell, for these labels only. */
  async take(cell: CellId, labels: readonly string[], to: 'recipient' | 'taken back') {
    const { ledger, machine } = this
    for (const label of ledger.inside(machine.id, cell)) {
      if (labels.includes(label)) ledger.tookOut(label, to)
      else ledger.oddities.push(`${cell} was opened for ${labels.join(', ')} and holds ${label}`)
    }
    await machine.doors.take(cell)
  }

  async put(cell: CellId, label: string) {
    this.ledger.putIn(label, this.machine.id, cell)
    await this.machine.doors.put(cell)
  }

  /** A passer-by pushes shut what stands open and holds nothing. */
  async tidyUp() {
    const { machine, ledger } = this
    for (const module of machine.layout.modules)
      for (const { id } of module.cells)
        if ((await machine.doors.isOpen(id)) && ledger.inside(machine.id, id).length === 0)
          await machine.doors.close(id)
  }

  pause(ms: number) {
    return realClock.sleep(millis(ms))
  }

  #isShown(cell: CellId, door: 'open' | 'closed'): Promise<boolean> {
    return within(LOOKS_FOR, async () => {
      const state = await this.looks()
      const cells = state?.modules.flatMap((module) => module.cells) ?? []
      return cells.find(({ id }) => id === cell)?.doors.front === door
    })
  }
}

/** A dark screen, or a machine that says it cannot just now. */
const isPassing = (error: unknown) =>
  error instanceof KioskUnreachable || (error instanceof KioskProblem && error.status >= 500)

async function within(duration: Millis, look: () => Promise<boolean>): Promise<boolean> {
  const deadline = realClock.monotonic() + duration
  for (;;) {
    if (await look()) return true
    if (realClock.monotonic() > deadline) return false
    await realClock.sleep(LOOK_EVERY)
  }
}
