import type { CellSpec } from '@cubby/domain/cells/layout'
import type { Outcome } from '@cubby/domain/kernel/intent'
import { type Clock, type Millis, seconds } from '@cubby/kit/clock'
import type { CellId } from '@cubby/kit/ids'

/** What a person can do in front of a machine: ask the kiosk, and use hands. */
export interface Machine {
  readonly name: string
  readonly cells: readonly CellSpec[]
  ask(intent: string, body: object): Promise<Outcome>
  /** Stays a courier is shown as ready to be taken back. */
  withdrawable(): Promise<{ stay: string; cell: CellId; labels: readonly string[] }[]>
  /** There is something that its time has run out for. */
  hasToGoBack(): boolean
  isOpen(cell: CellId): boolean
  close(cell: CellId): void
  /** `together`: labels of the same shipment, the only ones that may lie in one cell. */
  put(cell: CellId, label: string, together: readonly string[]): void
  /** Takes everything out and says what it was. */
  take(cell: CellId): string[]
  /** Waits until nobody else stands at the screen, then until `work` is done. */
  atTheScreen<T>(work: () => Promise<T>): Promise<T>
}

/** People look for a few seconds; a bolt that has not moved by then will not. */
const PATIENCE = seconds(7)

/** Waits for a door to spring open; false when it does not. */
export async function untilOpen(clock: Clock, machine: Machine, cell: CellId): Promise<boolean> {
  for (let waited = 0; waited < PATIENCE; waited += 200) {
    if (machine.isOpen(cell)) return true
    await clock.sleep(200 as Millis)
  }
  return machine.isOpen(cell)
}

/** One person at a time: the queue in front of a screen. */
export function queueOfPeople() {
  let last: Promise<unknown> = Promise.resolve()
  return <T>(work: () => Promise<T>): Promise<T> => {
    const turn = last.then(work, work)
    last = turn.catch(() => undefined)
    return turn
  }
}
