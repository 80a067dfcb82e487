import { allocate, type Need } from '@cubby/domain/cells/allocate'
import type { CellState } from '@cubby/domain/cells/cell-state'
import { type CellSpec, cellsOf, type Layout, type Zone } from '@cubby/domain/cells/layout'
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

/** Which of these parcels no cell of this machine could ever hold, by their place in the list. */
export function neverFit(
  layout: Layout,
  parcels: readonly Fitting[],
  organization: OrganizationId,
): number[] {
  const cells = cellsOf(layout)
  return parcels.flatMap((parcel, i) => {
    const found = allocate(cells, () => undefined, needOf(parcel, organization))
    return !found.ok && found.why === 'too-big' ? [i] : []
  })
}

export type Room = { why: 'too-big' | 'full' | null; cellType: string | null }

/** Where each parcel could go now, each into a cell of its own, as the locker last told of its cells. */
export function roomFor(
  layout: Layout,
  stateOf: (cell: CellId) => CellState | undefined,
  parcels: readonly Fitting[],
  organization: OrganizationId,
): Room[] {
  const cells = cellsOf(layout)
  const taken = new Set<CellId>()
  const rooms: Room[] = parcels.map(() => ({ why: null, cellType: null }))
  // The largest first: a small parcel must not take the one cell that a large one needs.
  for (const [i, parcel] of largestFirst(parcels)) {
    const found = allocate(cells, stateOf, needOf(parcel, organization), taken)
    if (found.ok) taken.add(found.cell.id)
    rooms[i] = found.ok
      ? { why: null, cellType: found.cell.type }
      : { why: found.why, cellType: smallestType(cells, parcel, organization) }
  }
  return rooms
}

const bulk = ({ size }: Fitting) => (size ? size.height * size.width * size.depth : 0)
const largestFirst = (parcels: readonly Fitting[]) =>
  [...parcels.entries()].sort(([, one], [, other]) => bulk(other) - bulk(one))

function smallestType(cells: readonly CellSpec[], parcel: Fitting, organization: OrganizationId) {
  const found = allocate(cells, () => emptyCell, needOf(parcel, organization))
  return found.ok ? found.cell.type : null
}

const closed = { door: 'closed', since: 0, cause: null, leftOpenTold: false } as never
const emptyCell: CellState = {
  doors: { front: closed, back: closed },
  use: { kind: 'free' },
  service: { kind: 'ok' },
  touchedSeq: 0,
}
