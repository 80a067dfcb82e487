import type { CellId } from '@cubby/kit/ids'
import { type CellSpec, cellsOf, type Layout } from '../cells/layout.ts'

/** A layout as it was drawn: nobody has given its cells their ids. */
export type DrawnLayout = {
  modules: (Omit<Layout['modules'][number], 'cells'> & { cells: Omit<CellSpec, 'id'>[] })[]
}

/** What another layout means for the cells of a machine. */
export type Remodelled = {
  layout: Layout
  /** Cells that are in both, and keep what is inside. */
  stay: CellSpec[]
  /** Cells of the old layout only. */
  leave: CellSpec[]
  /** Cells of the new one only. */
  come: CellSpec[]
}

/**
 * Gives the cells of a new layout their ids: a cell of the same name in a module at the same place is the same cell and keeps its
 * id, so whatever is inside stays known. A cell that moved to another module is another piece of steel.
 */
export function remodelled(before: Layout, drawn: DrawnLayout, mint: () => CellId): Remodelled {
  const known = new Map<string, CellSpec>()
  before.modules.forEach((module, m) =>
    module.cells.forEach((cell) => known.set(`${m} ${cell.name}`, cell)),
  )
  const stay: CellSpec[] = []
  const come: CellSpec[] = []
  const layout: Layout = {
    modules: drawn.modules.map((module, m) => ({
      ...module,
      cells: module.cells.map((cell) => {
        const same = known.get(`${m} ${cell.name}`)
        const named = { ...cell, id: same?.id ?? mint() }
        ;(same ? stay : come).push(named)
        return named
      }),
    })),
  }
  const kept = new Set(stay.map(({ id }) => id))
  return { layout, stay, leave: cellsOf(before).filter(({ id }) => !kept.has(id)), come }
}
