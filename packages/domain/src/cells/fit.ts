import { type Grams, type Size, volume } from '@cubby/kit/units'
import type { CellSpec } from './layout.ts'

/**
 * True when a box of these measures goes into the space in some rotation; limits are inclusive.
 * Sorting both and comparing pairwise is exact for boxes turned by right angles.
 */
export function fits(box: Size, space: Size): boolean {
  const [a, b, c] = sorted(box)
  const [x, y, z] = sorted(space)
  return a <= x && b <= y && c <= z
}

const sorted = (size: Size) =>
  [size.height, size.width, size.depth].sort((one, other) => one - other) as [
    number,
    number,
    number,
  ]

export type Box = { size: Size; grams: Grams }

/** True when the parcel fits the cell by size and weight. */
export const fitsCell = (box: Box, cell: CellSpec) =>
  box.grams <= cell.gramsMax && fits(box.size, cell.size)

/**
 * True when all boxes together surely fit one cell. Packing is hard and people are in a hurry, so this only
 * says yes while their volume leaves a third of the cell as room to move.
 */
export function fitTogether(boxes: readonly Box[], cell: CellSpec): boolean {
  let taken = 0
  let grams = 0
  for (const box of boxes) {
    if (!fits(box.size, cell.size)) return false
    taken += volume(box.size)
    grams += box.grams
  }
  return grams <= cell.gramsMax && taken * 3 <= volume(cell.size) * 2
}
