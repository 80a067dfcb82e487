import type { OrganizationId } from '@cubby/kit/ids'
import type { Machine } from '../world/machine.ts'
import type { Checker, Observed, Report } from '../world/observed.ts'

/**
 * Invariant 5, where cells are rented: nobody's parcel is given a cell that belongs to somebody else at that moment, as far as the
 * machine had been told. It counts the hours by itself.
 */
export class RentalChecker implements Checker {
  readonly invariant = 5
  readonly #machines: readonly Machine[]
  readonly #report: Report

  constructor(machines: readonly Machine[], report: Report) {
    this.#machines = machines
    this.#report = report
  }

  see(observed: Observed) {
    if (observed.see !== 'entry') return
    const { body, at } = observed.entry
    if (body.type !== 'stay.allocated') return
    const machine = this.#machines.find(({ options }) => options === observed.machine.options)
    for (const { organization, cells, from, until } of machine?.edge?.directory.rentals() ?? [])
      if (at >= from && at < until && cells.includes(body.cell))
        this.#given(observed.machine.name, { ...body, tenant: organization })
  }

  #given(
    machine: string,
    body: { cell: string; stay: string; organization: OrganizationId; tenant: OrganizationId },
  ) {
    if (body.organization !== body.tenant)
      this.#report(
        5,
        `${machine} ${body.cell}: ${body.stay} of ${body.organization} lies in a cell that ${body.tenant} rents`,
      )
  }
}
