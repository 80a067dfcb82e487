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

/** Where each cell is, in the order of the layout: the module from the left, and the name on the door. */
const placesOf = ({ modules }: DrawnLayout): string[] =>
  modules.flatMap(({ cells }, m) => cells.map(({ name }) => `${m} ${name}`))

/** Measures that a correction of the drawing may change; beyond that somebody has built another cell. */
const isNear = (one: number, other: number) => Math.min(one, other) * 5 >= Math.max(one, other) * 4

/** Whether both can be one compartment: about as large, with a door on the same side. */
function isSameBuild(one: Omit<CellSpec, 'id'>, other: Omit<CellSpec, 'id'>): boolean {
  return (
    one.sides.some((side) => other.sides.includes(side)) &&
    isNear(one.size.height, other.size.height) &&
    isNear(one.size.width, other.size.width) &&
    isNear(one.size.depth, other.size.depth)
  )
}

/**
 * Gives the cells of a new layout their ids: a cell at the same place as before, and built like it, is the same cell and keeps its id,
 * so whatever is inside stays known. Another cell at a place of before never inherits anything. A place is the module from the left with the name on the door, unless the drawing knows better (`places`,
 * one text per cell in the order of each layout). `leaving` are cells of still earlier layouts that have not gone yet: they may
 * come back.
 */
export function remodelled(
  before: Layout,
  drawn: DrawnLayout,
  mint: () => CellId,
  more: {
    leaving?: ReadonlyMap<string, CellSpec>
    places?: { before: readonly string[]; drawn: readonly string[] }
  } = {},
): Remodelled {
  const { leaving = new Map<string, CellSpec>() } = more
  const places = more.places ?? { before: placesOf(before), drawn: placesOf(drawn) }
  const placed = cellsOf(before).map((cell, i) => [places.before[i] ?? '', cell] as const)
  const known = new Map<string, CellSpec>(placed)
  const stay: Remodelled['stay'] = []
  const come: CellSpec[] = []
  let count = 0
  const layout: Layout = {
    modules: drawn.modules.map((module) => ({
      ...module,
      cells: module.cells.map((cell) => {
        const place = places.drawn[count++] ?? ''
        const like = (other: CellSpec | undefined) =>
          other && isSameBuild(other, cell) ? other : undefined
        const same = like(known.get(place))
        const back = same ?? like(leaving.get(place))
        // Whose it was built to be is no matter of the drawing.
        const after = { ...cell, id: back?.id ?? mint(), tenant: back?.tenant ?? cell.tenant }
        if (same) stay.push({ before: same, after })
        else come.push(after)
        return after
      }),
    })),
  }
  const kept = new Set<CellId>(cellsOf(layout).map(({ id }) => id))
  const leave = placed.flatMap(([place, cell]) => (kept.has(cell.id) ? [] : [{ place, cell }]))
  return { layout, stay, leave, come }
}
