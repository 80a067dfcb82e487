import type { BodyOf } from '@cubby/domain/journal/entries'
import type { Rental } from '@cubby/domain/machine/rental'
import type { OrganizationId } from '@cubby/kit/ids'
import type { MemoryStore } from '../store/memory-store.ts'
import type { Ledger } from '../world/ledger.ts'
import type { Machine } from '../world/machine.ts'
import type { Checker, Observed, Report } from '../world/observed.ts'
import { onDisk, onDiskAll } from './on-disk.ts'

type Options = {
  machines: readonly Machine[]
  store: MemoryStore
  ledger: Ledger
  tenant: OrganizationId
  report: Report
}

/**
 * Invariant 5, where cells are rented: nobody's parcel is given a cell that belongs to somebody else at that moment, as far as the
 * machine had been told; a tenant gets none that it does not rent; only the tenant's own people put its things in, take
 * them out, or learn of them; and who has something inside is known there when all is quiet. It counts the hours by itself.
 */
export class RentalChecker implements Checker {
  readonly invariant = 5
  readonly #options: Options
  readonly #stays = new Map<string, BodyOf<'stay.allocated'>>()

  constructor(options: Options) {
    this.#options = options
  }

  see(observed: Observed) {
    if (observed.see === 'listed') return this.#listed(observed)
    if (observed.see !== 'entry') return
    const { body, at } = observed.entry
    if (body.type !== 'stay.allocated' && body.type !== 'door.requested') return
    const machine = this.#options.machines.find(
      ({ options }) => options === observed.machine.options,
    )
    if (!machine) return
    if (body.type === 'stay.allocated') {
      this.#stays.set(body.stay, body)
      this.#given(machine, body, at)
    } else this.#opens(machine, body)
  }

  atRest() {
    const { machines, ledger, tenant, report } = this.#options
    for (const machine of machines) {
      if (machine.isClone || machine.isScrap) continue
      for (const { label, mishap, place, shipment } of ledger.parcels.values()) {
        if (place.at !== 'cell' || place.locker !== machine.id || shipment.firm !== tenant) continue
        if (mishap !== null || this.#isLost(shipment.id)) continue
        if (!isHere(machine, tenant))
          report(
            5,
            `${machine.name}: ${label} lies there, and nobody of its tenant is known any more`,
          )
      }
    }
  }

  /** A backup has taken back that anybody ever sent it. */
  #isLost(shipment: string | null): boolean {
    return shipment === null || !this.#options.store.tables.shipments.has(shipment)
  }

  #given(machine: Machine, body: BodyOf<'stay.allocated'>, at: number) {
    const { tenant, report } = this.#options
    const { cell, stay, organization } = body
    const inForce = onDiskAll<Rental>(machine, 'rental:').filter(
      ({ from, until }) => from <= at && at < until,
    )
    const say = (what: string) =>
      report(5, `${machine.name} ${cell}: ${stay} of ${organization} lies in a cell ${what}`)
    const owner = inForce.find(({ cells }) => cells.includes(cell))
    if (owner && owner.organization !== organization) say(`that ${owner.organization} rents`)
    if (owner || organization !== tenant) return
    const own = inForce.filter((rental) => rental.organization === tenant)
    if (!own.some(({ commonCells }) => commonCells)) say('that its tenant does not rent')
  }

  #opens(machine: Machine, { right, purpose, cell, stay: id }: BodyOf<'door.requested'>) {
    const { store, report } = this.#options
    const stay = id === null ? undefined : this.#stays.get(id)
    const courier = right.kind === 'courier' ? store.tables.couriers.get(right.courier) : undefined
    if (!stay || !courier || stay.courier === courier.id) return
    if (!this.#isNoneOf(machine, courier.organization, stay.organization)) return
    report(
      5,
      `${machine.name} ${cell}: ${courier.organization} opens to ${purpose} what is of ${stay.organization}`,
    )
  }

  /** What is of this owner is none of that firm's business: one of both is the tenant, and its people can see to it. */
  #isNoneOf(machine: Machine, firm: OrganizationId, owner: OrganizationId): boolean {
    const { tenant } = this.#options
    if (firm === owner) return false
    // Whose people are known nowhere here any more is served by whoever carries for others.
    return firm === tenant || (owner === tenant && isHere(machine, tenant))
  }

  #listed({ machine: seen, firm, label }: Extract<Observed, { see: 'listed' }>) {
    const { machines, ledger, report } = this.#options
    const machine = machines.find(({ options }) => options === seen.options)
    const owner = ledger.parcels.get(label)?.shipment.firm
    if (machine && owner && this.#isNoneOf(machine, firm, owner))
      report(5, `${machine.name}: ${firm} learns of ${label}, which is of ${owner}`)
  }
}

/** The machine has been told of this firm. */
const isHere = (machine: Machine, firm: OrganizationId): boolean =>
  onDisk(machine, `organization:${firm}`) !== null
