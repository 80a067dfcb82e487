import type { Need } from '@cubby/domain/cells/allocate'
import type { CellState } from '@cubby/domain/cells/cell-state'
import { cellsOf, type Layout, type Zone } from '@cubby/domain/cells/layout'
import {
  allocateFrom,
  type CellShare,
  shareOf,
  type Tenancy,
} from '@cubby/domain/machine/cell-share'
import type { Rental } from '@cubby/domain/machine/rental'
import { rented, rentalsAt } from '@cubby/domain/machine/rented'
import type { Instant } from '@cubby/kit/clock'
import type { CellId, OrganizationId } from '@cubby/kit/ids'
import type { Size } from '@cubby/kit/units'

export type Fitting = { size: Size | null; grams: number; zone: Zone; lowCell: boolean }

/** Of a parcel without measures only the mass is known: it is held to the cells as if it were tiny. */
const UNKNOWN: Size = { height: 1, width: 1, depth: 1 }

const needOf = (parcel: Fitting, organization: OrganizationId): Need => ({
  box: { size: parcel.size ?? UNKNOWN, grams: parcel.grams },
  type: null,
  zone: parcel.zone,
  purpose: 'delivery',
  organization,
  low: parcel.lowCell,
})

type Known = {
  /** Those of the locker that are not over. */
  rentals: readonly Rental[]
  rentsOnly: boolean
  now: Instant
  /** Whose stay holds a cell; left out where only what fits is asked, not what is free. */
  holderOf?: Tenancy['holderOf']
}

/**
 * Whose the cells of a locker are now. A rental of this organization that is to come counts already: what it announces today may
 * be brought when it has begun.
 */
export function tenancyAt(
  layout: Layout,
  organization: OrganizationId,
  { rentals, rentsOnly, now, holderOf = () => null }: Known,
): Tenancy {
  const inForce = rentalsAt(
    rentals.map((rental) =>
      rental.organization === organization && rental.from > now ? { ...rental, from: now } : rental,
    ),
    now,
  )
  return { cells: rented(cellsOf(layout), inForce, now), rentals: inForce, holderOf, rentsOnly }
}

/** Which of these parcels no cell that the organization may use could ever hold, by their place in the list. */
export function neverFit(
  tenancy: Tenancy,
  parcels: readonly Fitting[],
  organization: OrganizationId,
): number[] {
  const share = shareOf(organization, tenancy)
  return parcels.flatMap((parcel, i) => {
    const found = allocateFrom(share, () => undefined, needOf(parcel, organization))
    return !found.ok && found.why === 'too-big' ? [i] : []
  })
}

export type Room = { why: 'too-big' | 'full' | null; cellType: string | null }

/** Where each parcel could go now, each into a cell of its own, as the locker last told of its cells. */
export function roomFor(
  tenancy: Tenancy,
  stateOf: (cell: CellId) => CellState | undefined,
  parcels: readonly Fitting[],
  organization: OrganizationId,
): Room[] {
  const taken = new Set<CellId>()
  // What is given to one parcel here counts for the quota of the next.
  const holderOf = (cell: CellId) => (taken.has(cell) ? organization : tenancy.holderOf(cell))
  const rooms: Room[] = parcels.map(() => ({ why: null, cellType: null }))
  // The largest first: a small parcel must not take the one cell that a large one needs.
  for (const [i, parcel] of largestFirst(parcels)) {
    const share = shareOf(organization, { ...tenancy, holderOf })
    const found = allocateFrom(share, stateOf, needOf(parcel, organization), taken)
    if (found.ok) taken.add(found.cell.id)
    rooms[i] = found.ok
      ? { why: null, cellType: found.cell.type }
      : { why: found.why, cellType: smallestType(share, parcel, organization) }
  }
  return rooms
}

const bulk = ({ size }: Fitting) => (size ? size.height * size.width * size.depth : 0)
const largestFirst = (parcels: readonly Fitting[]) =>
  [...parcels.entries()].sort(([, one], [, other]) => bulk(other) - bulk(one))

function smallestType(share: CellShare, parcel: Fitting, organization: OrganizationId) {
  const whole = { ...share, spent: new Set<CellId>() }
  const found = allocateFrom(whole, () => emptyCell, needOf(parcel, organization))
  return found.ok ? found.cell.type : null
}

const closed = { door: 'closed', since: 0, cause: null, leftOpenTold: false } as never
const emptyCell: CellState = {
  doors: { front: closed, back: closed },
  use: { kind: 'free' },
  service: { kind: 'ok' },
  touchedSeq: 0,
}
