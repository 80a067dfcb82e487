import type { MemoryStore } from '../store/memory-store.ts'
import type { Machine } from '../world/machine.ts'
import type { Checker, Observed, Report } from '../world/observed.ts'

/**
 * Invariant 3, where couriers may not do everything: nobody puts anything in who may only take back, or who has no work at machines of
 * these segments, as far as the machine has heard of them.
 */
export class CouriersChecker implements Checker {
  readonly invariant = 3
  readonly #store: MemoryStore
  readonly #machines: readonly Machine[]
  readonly #report: Report

  constructor(store: MemoryStore, machines: readonly Machine[], report: Report) {
    this.#store = store
    this.#machines = machines
    this.#report = report
  }

  see(observed: Observed) {
    if (observed.see !== 'entry') return
    const { body } = observed.entry
    if (body.type !== 'door.requested' || body.purpose !== 'deposit') return
    if (body.right.kind !== 'courier') return
    const { courier } = body.right
    const row = this.#store.tables.couriers.get(courier)
    const machine = this.#machines.find((each) => each === observed.machine)
    if (!row || !machine) return
    if (!row.flows.includes('deposit'))
      this.#report(3, `${machine.name}: ${courier} puts something in and may only take back`)
    const here = machine.edge?.directory.segments
    if (row.segments !== null && here && !row.segments.some((segment) => here.has(segment)))
      this.#report(3, `${machine.name}: ${courier} puts something in and does not work here`)
  }
}
