import type { ModuleModelId } from '@cubby/kit/ids'
import type { Area, Control } from '../cells/layout.ts'
import type { LockerDesign, PlacedModule } from './locker-design.ts'
import type { ModuleCell, ModuleDesign } from './module-design.ts'

/** One version of a module model. */
export type KnownModule = { design: ModuleDesign; isReleased: boolean }
/** Finds a version of a module model; undefined: there is none. */
export type ModuleFinder = (module: ModuleModelId, version: number) => KnownModule | undefined

/** A module where it stands. */
export type StandingModule = {
  /** Which of the design's modules it is, from the left. */
  index: number
  placed: PlacedModule
  design: ModuleDesign
  /** Its left edge, from the left end of the machine as seen from the front. */
  leftMm: number
  /** In the order in which doors are counted from the bottom: rows upwards, each from the left. */
  cells: readonly StandingCell[]
  controls: readonly Control[]
}

/** A cell in its place; `area` is within its module, above the ground, and mirrored when the module is. */
export type StandingCell = { cell: ModuleCell; slot: string; area: Area }

/** Where each module and cell stands. A module whose model cannot be found takes no room. */
export function standingModules(design: LockerDesign, find: ModuleFinder): StandingModule[] {
  const standing: StandingModule[] = []
  let leftMm = 0
  design.modules.forEach((placed, index) => {
    const found = find(placed.module, placed.version)?.design
    if (!found) return
    const stands = (area: Area): Area => ({
      ...area,
      x: placed.mirrored ? Math.max(0, found.widthMm - area.x - area.width) : area.x,
      y: area.y + design.baseMm,
    })
    const cells = found.cells.map((cell) => ({
      cell,
      slot: placed.slot,
      area: stands(cell.area),
    }))
    const controls = found.controls.map((control) => ({ ...control, area: stands(control.area) }))
    standing.push({
      index,
      placed,
      design: found,
      leftMm,
      cells: cells.toSorted(fromTheBottom),
      controls,
    })
    leftMm += found.widthMm
  })
  return standing
}

const fromTheBottom = (one: StandingCell, other: StandingCell) =>
  one.area.y - other.area.y ||
  one.area.x - other.area.x ||
  Number(other.cell.sides.includes('front')) - Number(one.cell.sides.includes('front')) ||
  (one.cell.key < other.cell.key ? -1 : 1)

/** How high the floor of a cell is above the ground: the steel of its door is the same above and below. */
export const floorOf = ({ cell, area }: Pick<StandingCell, 'cell' | 'area'>) =>
  Math.max(0, area.y + Math.floor((area.height - cell.size.height) / 2))
