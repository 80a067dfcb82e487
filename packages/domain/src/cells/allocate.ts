import { volume } from '@cubby/kit/units'
import type { CellId, OrganizationId } from '@cubby/kit/ids'
import { type CellState, doorOf, freshCell, isOpening } from './cell-state.ts'
import { type Box, fitsCell } from './fit.ts'
import type { CellSpec, Purpose, Zone } from './layout.ts'

/** What a parcel needs of a cell. Either its measures are known, or a person chose a size class. */
export type Need = {
  box: Box | null
  type: string | null
  zone: Zone
  purpose: Purpose
  organization: OrganizationId
  low: boolean
}

/** Parcels from here on go low when there is a choice: nobody should lift them above the shoulder. */
const HEAVY_GRAMS = 10_000
/** EN 301 549, 8.3.2: what a person in a wheelchair reaches without obstruction. */
const LOW_CELL_MM_MAX = 1_220

export type Allocation = { ok: true; cell: CellSpec } | { ok: false; why: 'too-big' | 'full' }

/**
 * The smallest free cell that fits, in the right zone, for this purpose and tenant; low when asked or heavy and a
 * low one is free. `too-big`: no cell of this machine would ever do; `full`: some would, none is free now.
 */
export function allocate(
  cells: readonly CellSpec[],
  stateOf: (cell: CellId) => CellState | undefined,
  need: Need,
  without: ReadonlySet<CellId> = new Set(),
): Allocation {
  const suitable = cells.filter((cell) => suits(cell, need))
  if (suitable.length === 0) return { ok: false, why: 'too-big' }
  const low = need.low || (need.box?.grams ?? 0) >= HEAVY_GRAMS
  let best: CellSpec | null = null
  for (const cell of suitable) {
    if (without.has(cell.id) || !isFree(stateOf(cell.id) ?? freshCell, cell)) continue
    if (best === null || rank(cell, low) < rank(best, low)) best = cell
  }
  return best ? { ok: true, cell: best } : { ok: false, why: 'full' }
}

function suits(cell: CellSpec, need: Need) {
  if (cell.zone !== need.zone || !cell.purposes.includes(need.purpose)) return false
  if (cell.tenant !== null && cell.tenant !== need.organization) return false
  if (need.box) return fitsCell(need.box, cell)
  return need.type === null || cell.type === need.type
}

/** Free, fit for service, and every door seen closed: unknown is never read as closed or empty. */
export function isFree(state: CellState, spec: CellSpec) {
  return (
    state.use.kind === 'free' &&
    state.service.kind === 'ok' &&
    spec.sides.every((side) => {
      const door = doorOf(state, side)
      return door.door === 'closed' && !isOpening(door)
    })
  )
}

/** Smaller comes first; among equals the low ones when asked, else those at a comfortable height. */
function rank(cell: CellSpec, low: boolean) {
  const reach = low
    ? cell.heightMm <= LOW_CELL_MM_MAX
      ? 0
      : 1
    : Math.abs(cell.heightMm - 1_000) / 10_000
  // Low needs outrank size: a big low cell serves a wheelchair better than a small high one.
  return (low ? reach * 1e13 : reach) + volume(cell.size)
}
