import type { CellId, StayId } from '@cubby/kit/ids'
import type { Checker, Observed, Report, WatchedMachine } from '../world/observed.ts'
import type { Ledger } from '../world/ledger.ts'

/**
 * Invariant 5, as it happens: a cell holds at most one stay, and nobody is given a cell in which somebody else's
 * parcel lies, or one that is out of service, because a parcel may lie in it. It keeps a book of its own and trusts none of the product's.
 */
export class CustodyChecker implements Checker {
  readonly invariant = 5
  readonly #ledger: Ledger
  readonly #report: Report
  readonly #labels = new Map<StayId, string[]>()
  readonly #holders = new Map<string, StayId>()
  /** Cells with a door that is out of sight. */
  readonly #unseen = new Set<string>()
  /** Cells whose door, as last heard, stands open. */
  readonly #open = new Set<string>()
  /** Cells that are out of service, until somebody has seen that they are well. */
  readonly #out = new Map<string, 'faulty' | 'blocked'>()

  constructor(ledger: Ledger, report: Report) {
    this.#ledger = ledger
    this.#report = report
  }

  /** A new disk knows nothing of what the old one held. */
  forget(machine: WatchedMachine) {
    for (const book of [this.#holders, this.#unseen, this.#open, this.#out])
      for (const key of book.keys()) if (key.startsWith(`${machine.name} `)) book.delete(key)
  }

  see(observed: Observed) {
    if (observed.see !== 'entry') return
    const { machine, entry } = observed
    const { body } = entry
    switch (body.type) {
      case 'door.unknown':
        this.#unseen.add(placeOf(machine, body.cell))
        return
      case 'door.opened':
      case 'door.forced':
        this.#unseen.delete(placeOf(machine, body.cell))
        this.#open.add(placeOf(machine, body.cell))
        return
      case 'door.closed':
        this.#unseen.delete(placeOf(machine, body.cell))
        this.#open.delete(placeOf(machine, body.cell))
        return
      case 'cell.faulty':
        this.#out.set(placeOf(machine, body.cell), 'faulty')
        return
      case 'cell.blocked':
        this.#out.set(placeOf(machine, body.cell), 'blocked')
        return
      case 'cell.recovered':
      case 'cell.unblocked':
        this.#out.delete(placeOf(machine, body.cell))
        return
      case 'stay.deposited':
        if (this.#open.has(placeOf(machine, body.cell)))
          this.#report(5, `${placeOf(machine, body.cell)}: counts as put in behind an open door`)
        return
      case 'stay.allocated':
        this.#labels.set(body.stay, [...(this.#labels.get(body.stay) ?? []), body.label])
        return this.#allocated(machine, body.cell, body.stay)
      case 'stay.collected':
        this.#collected(machine, body.cell, body.stay)
        this.#holders.delete(placeOf(machine, body.cell))
        return
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

  /** What was handed out lies there no more, unless its recipient left it inside. */
  #collected(machine: WatchedMachine, cell: CellId, stay: StayId) {
    const place = placeOf(machine, cell)
    const inside = machine.options.cabinet.inside(cell)
    for (const label of this.#labels.get(stay) ?? [])
      if (inside.has(label) && this.#ledger.parcels.get(label)?.mishap === null)
        this.#report(5, `${place}: ${label} counts as collected and lies there`)
  }

  #allocated(machine: WatchedMachine, cell: CellId, stay: StayId) {
    const place = placeOf(machine, cell)
    const holder = this.#holders.get(place)
    if (holder && holder !== stay)
      this.#report(5, `${place}: given to ${stay} while ${holder} holds it`)
    this.#holders.set(place, stay)
    if (holder) return
    if (this.#unseen.has(place))
      this.#report(5, `${place}: given to ${stay} while nobody can see its door`)
    const out = this.#out.get(place)
    if (out) this.#report(5, `${place}: given to ${stay} while it is ${out}`)
    const inside = [...machine.options.cabinet.inside(cell)].filter(
      (label) => this.#ledger.parcels.get(label)?.mishap === null,
    )
    if (inside.length > 0)
      this.#report(5, `${place}: given to ${stay} while ${inside.join(', ')} lies in it`)
  }
}

const placeOf = (machine: WatchedMachine, cell: CellId) => `${machine.name} ${cell}`
