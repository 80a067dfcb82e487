import { isInReach } from './reach.ts'
import type { StandingModule } from './standing.ts'

/** A machine in figures. Lengths in millimetres, weights in grams. */
export type LockerFacts = {
  widthMm: number
  /** From the ground to its highest edge. */
  heightMm: number
  depthMm: number
  cells: number
  doors: number
  /** Of the boards that its modules come with. */
  channels: number
  gramsEmpty: number
  /** With the heaviest parcel in each cell. */
  gramsFull: number
  /** On the ground that it stands on, with the heaviest parcel in each cell; null: it stands on nothing. */
  kgPerSquareMetre: number | null
  /** Cells of each size class, and how many of them somebody in a wheelchair reaches. */
  types: { type: string; cells: number; inReach: number }[]
}

/** What a machine comes to, from where its modules stand. */
export function lockerFacts(standing: readonly StandingModule[], baseMm: number): LockerFacts {
  const cells = standing.flatMap((module) => module.cells)
  const widthMm = sum(standing, ({ design }) => design.widthMm)
  const depthMm = Math.max(0, ...standing.map(({ design }) => design.depthMm))
  const gramsEmpty = sum(standing, ({ design }) => design.gramsEmpty)
  const gramsFull = gramsEmpty + sum(cells, ({ cell }) => cell.gramsMax)
  const squareMm = widthMm * depthMm
  const types = new Map<string, { type: string; cells: number; inReach: number }>()
  for (const { cell, area } of cells) {
    const seen = types.get(cell.type) ?? { type: cell.type, cells: 0, inReach: 0 }
    types.set(cell.type, {
      ...seen,
      cells: seen.cells + 1,
      inReach: seen.inReach + Number(isInReach(area)),
    })
  }
  return {
    widthMm,
    heightMm: Math.max(0, ...standing.map(({ design }) => design.heightMm + baseMm)),
    depthMm,
    cells: cells.length,
    doors: sum(cells, ({ cell }) => cell.sides.length),
    channels: sum(standing, ({ design }) => design.board?.channels ?? 0),
    gramsEmpty,
    gramsFull,
    kgPerSquareMetre: squareMm === 0 ? null : Math.ceil((gramsFull * 1_000) / squareMm),
    types: [...types.values()].toSorted((one, other) => (one.type < other.type ? -1 : 1)),
  }
}

const sum = <T>(items: readonly T[], of: (item: T) => number) =>
  items.reduce((total, item) => total + of(item), 0)
