import type { CellId } from '@cubby/kit/ids'
import { type CellSpec, cellsOf, type Layout } from '../cells/layout.ts'

/** A layout as it was drawn: nobody has given its cells their ids. */
export type DrawnLayout = {
  modules: (Omit<Layout['modules'][number], 'cells'> & { cells: Omit<CellSpec, 'id'>[] })[]
}

/** What another layout means for the cells of a machine. */
export type Remodelled = {
  layout: Layout
  /** Cells that are in both and keep what is inside: as they were, and as they are now. */
  stay: { before: CellSpec; after: CellSpec }[]
  /** Cells of the old layout only, with their places. */
  leave: { place: string; cell: CellSpec }[]
  /** Cells of the new one only. */
  come: CellSpec[]
}

/** Where a cell is in its machine: the module from the left, and the name on the door. */
const placeOf = (module: number, name: string) => `${module} ${name}`

/** The cells of a layout by their places. */
export function placesOf(layout: Layout): Map<string, CellSpec> {
  const places = new Map<string, CellSpec>()
  layout.modules.forEach((module, m) =>
    module.cells.forEach((cell) => places.set(placeOf(m, cell.name), cell)),
  )
  return places
}

/**
 * Gives the cells of a new layout their ids: a cell of the same name in a module at the same place is the same cell and keeps its
 * id, so whatever is inside stays known. A cell that moved to another module is another piece of steel. `leaving` are cells of
 * still earlier layouts that have not gone yet: they may come back.
 */
export function remodelled(
  before: Layout,
  drawn: DrawnLayout,
  mint: () => CellId,
  leaving: ReadonlyMap<string, CellSpec> = new Map(),
): Remodelled {
  const known = placesOf(before)
  const stay: Remodelled['stay'] = []
  const come: CellSpec[] = []
  const layout: Layout = {
    modules: drawn.modules.map((module, m) => ({
      ...module,
      cells: module.cells.map((cell) => {
        const place = placeOf(m, cell.name)
        const same = known.get(place)
        const after = { ...cell, id: same?.id ?? leaving.get(place)?.id ?? mint() }
        if (same) stay.push({ before: same, after })
        else come.push(after)
        return after
      }),
    })),
  }
  const kept = new Set<CellId>(cellsOf(layout).map(({ id }) => id))
  const leave = [...known].flatMap(([place, cell]) => (kept.has(cell.id) ? [] : [{ place, cell }]))
  return { layout, stay, leave, come }
}
