import { type CellSpec, cellsOf, type Layout } from '@cubby/domain/cells/layout'
import type {
  Command,
  Courier,
  Directory,
  Grant,
  OrganizationRules,
  Plan,
} from '@cubby/domain/rights/directory'
import type { DevicesItem } from '@cubby/domain/machine/devices/devices'
import type { Place } from '@cubby/domain/machine/place'
import type { Rental } from '@cubby/domain/machine/rental'
import { rented } from '@cubby/domain/machine/rented'
import type { ServiceState } from '@cubby/domain/machine/service'
import type { Wiring } from '@cubby/domain/machine/wiring'
import type { Instant } from '@cubby/kit/clock'
import type { CellId, CommandId, CourierId, GrantId, ParcelId } from '@cubby/kit/ids'
import type { CheckedItem } from './check-item.ts'
import { EdgeConfiguration } from './edge-configuration.ts'

/** A command as it came: what to do, and what the server knew when it asked. */
export type CommandAsked = { command: Command; asOfSeq: number | null }

/** What the rules may look up, in memory; the feed store holds the same on the disk. */
export class EdgeDirectory implements Directory {
  completeAt: Instant | null = null
  /** The segments whose streams this machine follows. */
  segments: ReadonlySet<string> = new Set()
  #layout: Layout | null = null
  #wiring: Wiring | null = null
  #devices: DevicesItem | null = null
  #place: Place | null = null
  #service: ServiceState = 'in-service'
  readonly #configuration = new EdgeConfiguration()
  readonly #rentals = new Map<string, Rental>()
  #cellById = new Map<CellId, CellSpec>()
  readonly #plans = new Map<ParcelId, Plan>()
  readonly #parcelsByLabel = new Map<string, Set<ParcelId>>()
  readonly #grants = new Map<GrantId, Grant>()
  readonly #grantsByVerifier = new Map<string, Set<GrantId>>()
  readonly #couriers = new Map<CourierId, Courier>()
  readonly #couriersByBadge = new Map<string, CourierId>()
  readonly #organizations = new Map<string, OrganizationRules>()
  readonly #commands = new Map<CommandId, CommandAsked>()

  get layout(): Layout | null {
    return this.#layout
  }

  /** How its boards are wired; null: as its installer wrote it down on the machine. */
  get wiring(): Wiring | null {
    return this.#wiring
  }

  /** What hangs on its computer besides; null: nobody has said. */
  get devices(): DevicesItem | null {
    return this.#devices
  }

  get place(): Place | null {
    return this.#place
  }

  get service(): ServiceState {
    return this.#service
  }

  rentals = (): Iterable<Rental> => this.#rentals.values()

  /** The clock of the place, where the server has told it. */
  get timeZone(): string | null {
    return this.#place?.timeZone ?? null
  }

  cells = (now: Instant) => rented(this.#configuration.at(now).cells, this.#rentals.values(), now)
  rules = (now: Instant) => this.#configuration.at(now).rules
  /** What the screens look like at this moment. */
  screen = (now: Instant) => this.#configuration.at(now).screen
  /** When any of it changes by time alone, or might. */
  configuredUntil = (now: Instant) => this.#configuration.at(now).until
  cell = (cell: CellId) => this.#cellById.get(cell)
  plan = (parcel: ParcelId) => this.#plans.get(parcel)
  plans = (): Iterable<Plan> => this.#plans.values()
  plansByLabel = (label: string) => present(this.#parcelsByLabel.get(label), this.#plans)
  grant = (grant: GrantId) => this.#grants.get(grant)
  grantsByVerifier = (verifier: string) =>
    present(this.#grantsByVerifier.get(verifier), this.#grants)
  courier = (courier: CourierId) => this.#couriers.get(courier)
  couriers = (): Iterable<Courier> => this.#couriers.values()
  organization = (organization: string) => this.#organizations.get(organization)
  commands = (): Iterable<CommandAsked> => this.#commands.values()

  courierByBadge(badgeVerifier: string): Courier | undefined {
    const courier = this.#couriersByBadge.get(badgeVerifier)
    return courier && this.#couriers.get(courier)
  }

  /** Takes in an item that was found sound. */
  put(item: CheckedItem) {
    this.remove(item.key)
    switch (item.kind) {
      case 'layout':
        this.#setLayout(item.body.layout)
        return
      case 'wiring':
        this.#wiring = item.body
        return
      case 'devices':
        this.#devices = item.body
        return
      case 'place':
        this.#place = item.body
        this.#configuration.timeZone = item.body.timeZone
        return
      case 'service':
        this.#service = item.body.state
        return
      case 'configuration':
        this.#configuration.put(item.body)
        return
      case 'rental':
        this.#rentals.set(item.body.rental, item.body)
        return
      case 'parcel':
        this.#plans.set(item.body.parcel, item.body)
        join(this.#parcelsByLabel, item.body.label, item.body.parcel)
        return
      case 'grant':
        this.#grants.set(item.body.grant, item.body)
        if (item.body.codeVerifier)
          join(this.#grantsByVerifier, item.body.codeVerifier, item.body.grant)
        return
      case 'courier':
        this.#couriers.set(item.body.courier, item.body)
        this.#couriersByBadge.set(item.body.badgeVerifier, item.body.courier)
        return
      case 'organization':
        this.#organizations.set(item.body.organization, item.body)
        return
      case 'command':
        this.#commands.set(item.body.command, { command: item.body, asOfSeq: item.asOfSeq })
        return
    }
  }

  /** Forgets what this key said. The machine itself is never forgotten: its cells stand there all the same. */
  remove(key: string) {
    if (key === 'wiring') this.#wiring = null
    if (key === 'devices') this.#devices = null
    if (key === 'place') this.#place = this.#configuration.timeZone = null
    if (key === 'service') this.#service = 'in-service'
    const id = key.slice(key.indexOf(':') + 1)
    this.#configuration.remove(id)
    this.#rentals.delete(id)
    const plan = this.#plans.get(id as ParcelId)
    if (plan) leave(this.#parcelsByLabel, plan.label, plan.parcel)
    const grant = this.#grants.get(id as GrantId)
    if (grant?.codeVerifier) leave(this.#grantsByVerifier, grant.codeVerifier, grant.grant)
    const courier = this.#couriers.get(id as CourierId)
    if (courier && this.#couriersByBadge.get(courier.badgeVerifier) === courier.courier)
      this.#couriersByBadge.delete(courier.badgeVerifier)
    this.#plans.delete(id as ParcelId)
    this.#grants.delete(id as GrantId)
    this.#couriers.delete(id as CourierId)
    this.#organizations.delete(id)
    this.#commands.delete(id as CommandId)
  }

  /** Every cell this machine ever had. */
  cellsEver = (): CellSpec[] => [...this.#cellById.values()]

  /** Cells of layouts before this program started. */
  recall(cells: readonly CellSpec[]) {
    for (const cell of cells) this.#cellById.set(cell.id, cell)
  }

  /** Cells of earlier layouts stay known by id, so that what is still inside one can be taken out. */
  #setLayout(layout: Layout) {
    this.#layout = layout
    const cells = cellsOf(layout)
    this.#configuration.cells = cells
    for (const cell of cells) this.#cellById.set(cell.id, cell)
  }
}

function join<K, V>(groups: Map<K, Set<V>>, key: K, value: V) {
  const group = groups.get(key)
  if (group) group.add(value)
  else groups.set(key, new Set([value]))
}

function leave<K, V>(groups: Map<K, Set<V>>, key: K, value: V) {
  const group = groups.get(key)
  group?.delete(value)
  if (group?.size === 0) groups.delete(key)
}

function present<K, V>(keys: Iterable<K> | undefined, from: ReadonlyMap<K, V>): V[] {
  return [...(keys ?? [])].flatMap((key) => from.get(key) ?? [])
}
