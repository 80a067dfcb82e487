import type { CellId, OrganizationId } from '@cubby/kit/ids'
import { type Allocation, allocate, type Need } from '../cells/allocate.ts'
import type { CellState } from '../cells/cell-state.ts'
import type { CellSpec } from '../cells/layout.ts'
import type { Rental } from './rental.ts'

/** What decides which cells an organization may use. */
export type Tenancy = {
  /** As they belong at this moment: see `rented`. */
  cells: readonly CellSpec[]
  /** Those in force at this moment, of anybody. */
  rentals: readonly Rental[]
  /** Whose stay holds the cell; null when it is free. */
  holderOf: (cell: CellId) => OrganizationId | null
  /** The organization uses nothing but what it rents. */
  rentsOnly: boolean
}

/** The cells of one organization: its own, everybody's if it may use them, and those of its own that its quota keeps shut. */
export type CellShare = {
  own: readonly CellSpec[]
  common: readonly CellSpec[]
  spent: ReadonlySet<CellId>
}

/**
 * What of a machine an organization may use. A tenant of cells uses everybody's cells only where its rental says so; one that
 * uses nothing but what it rents has nothing where it rents nothing.
 */
export function shareOf(organization: OrganizationId, tenancy: Tenancy): CellShare {
  const { cells, rentals, holderOf, rentsOnly } = tenancy
  const mine = rentals.filter((rental) => rental.organization === organization)
  const mayUseCommon = mine.length === 0 ? !rentsOnly : mine.some(({ commonCells }) => commonCells)
  const spent = new Set<CellId>()
  for (const { cells: rented, quota } of mine) {
    if (quota === null) continue
    const used = rented.filter((cell) => holderOf(cell) === organization).length
    if (used >= quota) for (const cell of rented) spent.add(cell)
  }
  return {
    own: cells.filter(({ tenant }) => tenant === organization),
    common: mayUseCommon ? cells.filter(({ tenant }) => tenant === null) : [],
    spent,
  }
}

/** A cell of the organization's own, else one of everybody's. Refused as `full` when one would do at another time. */
export function allocateFrom(
  share: CellShare,
  stateOf: (cell: CellId) => CellState | undefined,
  need: Need,
  without: ReadonlySet<CellId> = new Set(),
): Allocation {
  const own = allocate(share.own, stateOf, need, new Set([...without, ...share.spent]))
  if (own.ok) return own
  const common = allocate(share.common, stateOf, need, without)
  if (common.ok) return common
  return { ok: false, why: own.why === 'full' || common.why === 'full' ? 'full' : 'too-big' }
}
