import type { CellId } from '@cubby/kit/ids'
import type { CellSpec, Layout } from '../cells/layout.ts'
import { columnLetters, namesOf } from './cell-names.ts'
import type { LockerDesign } from './locker-design.ts'
import { floorOf, type ModuleFinder, type StandingCell, standingModules } from './standing.ts'

/** Which cell of which module, with the name on its door. */
export type CellPlace = { slot: string; cell: string; name: string }

/**
 * The layout of a machine that is built after this design: every cell of every module that can be found, from left to right and bottom to
 * top. The same input gives the same layout; `idOf` is asked once for each cell, in that order.
 */
export function composeLayout(
  design: LockerDesign,
  find: ModuleFinder,
  idOf: (place: CellPlace) => CellId,
): Layout {
  const standing = standingModules(design, find)
  const names = namesOf(design.naming, standing)
  return {
    modules: standing.map((module, column) => ({
      name: columnLetters(column),
      kind: module.design.kind,
      widthMm: module.design.widthMm,
      topMm: module.design.heightMm + design.baseMm,
      ...(module.controls.length > 0 ? { controls: [...module.controls] } : {}),
      cells: module.cells.map((standingCell) => {
        const { slot, cell } = standingCell
        const name = names.get(standingCell) ?? ''
        return specOf(standingCell, idOf({ slot, cell: cell.key, name }), name, design.twoSided)
      }),
    })),
  }
}

function specOf(
  { cell, area }: StandingCell,
  id: CellId,
  name: string,
  twoSided: boolean,
): CellSpec {
  const { size, type, zone, gramsMax, socket, transparent, light } = cell
  const sides = twoSided || !cell.sides.includes('front') ? [...cell.sides] : ['front' as const]
  return {
    id,
    name,
    type,
    size: { ...size },
    sides,
    zone,
    purposes: [...cell.purposes],
    heightMm: floorOf({ cell, area }),
    gramsMax,
    socket,
    transparent,
    tenant: null,
    light,
    area: { ...area },
  }
}
