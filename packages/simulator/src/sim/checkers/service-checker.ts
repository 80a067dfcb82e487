import { cellsOf, type Layout } from '@cubby/domain/cells/layout'
import type { Machine } from '../world/machine.ts'
import type { Checker, Observed, Report } from '../world/observed.ts'
import { onDisk } from './on-disk.ts'

/**
 * Invariant 5, as machines come and go: nothing is put into a machine that is not in service, nor into a cell that its layout does
 * not have any more, as far as the machine has heard. It reads the disk, not what the program makes of it.
 */
export class ServiceChecker implements Checker {
  readonly invariant = 5
  readonly #machines: readonly Machine[]
  readonly #report: Report

  constructor(machines: readonly Machine[], report: Report) {
    this.#machines = machines
    this.#report = report
  }

  see(observed: Observed) {
    if (observed.see !== 'entry' || observed.entry.body.type !== 'stay.allocated') return
    const machine = this.#machines.find((each) => each === observed.machine)
    if (!machine) return
    const { cell } = observed.entry.body
    const service = onDisk<{ state: string }>(machine, 'service')
    if (service && service.state !== 'in-service')
      this.#report(5, `${machine.name} takes a parcel in and is ${service.state}`)
    const built = onDisk<{ layout: Layout }>(machine, 'layout')
    if (built && cellsOf(built.layout).every(({ id }) => id !== cell))
      this.#report(5, `${machine.name} gives ${cell}, which its layout does not have any more`)
  }
}
