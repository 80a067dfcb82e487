import type { CellId, StayId } from '@cubby/kit/ids'
import type { Machine } from '../world/machine.ts'
import type { Checker, Observed } from '../world/observed.ts'
import type { Ledger } from '../world/ledger.ts'

type Report = (invariant: number, text: string) => void

/**
 * Invariant 5, as it happens: a cell holds at most one stay, and nobody is given a cell in which somebody else's
 * parcel lies. It keeps a book of its own and trusts none of the product's.
 */
export class CustodyChecker implements Checker {
  readonly invariant = 5
  readonly #ledger: Ledger
  readonly #report: Report
  readonly #holders = new Map<string, StayId>()

  constructor(ledger: Ledger, report: Report) {
    this.#ledger = ledger
    this.#report = report
  }

  /** A new disk knows nothing of what the old one held. */
  forget(machine: Machine) {
    for (const key of [...this.#holders.keys()])
      if (key.startsWith(`${machine.name} `)) this.#holders.delete(key)
  }

  see(observed: Observed) {
    if (observed.see !== 'entry') return
    const { machine, entry } = observed
    const { body } = entry
    switch (body.type) {
      case 'stay.allocated':
        return this.#allocated(machine, body.cell, body.stay)
      case 'stay.collected':
      case 'stay.withdrawn':
        this.#holders.delete(placeOf(machine, body.cell))
        return
      case 'stay.cancelled':
        if (body.frees) this.#holders.delete(placeOf(machine, body.cell))
        return
      default:
        return
    }
  }

  #allocated(machine: Machine, cell: CellId, stay: StayId) {
    const place = placeOf(machine, cell)
    const holder = this.#holders.get(place)
    if (holder && holder !== stay)
      this.#report(5, `${place}: given to ${stay} while ${holder} holds it`)
    this.#holders.set(place, stay)
    if (holder) return
    const inside = [...machine.options.cabinet.inside(cell)].filter(
      (label) => this.#ledger.parcels.get(label)?.mishap === null,
    )
    if (inside.length > 0)
      this.#report(5, `${place}: given to ${stay} while ${inside.join(', ')} lies in it`)
  }
}

const placeOf = (machine: Machine, cell: CellId) => `${machine.name} ${cell}`
