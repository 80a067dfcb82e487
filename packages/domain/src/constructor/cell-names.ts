import type { StandingCell, StandingModule } from './standing.ts'
import type { Naming } from './locker-design.ts'

/** A, B, … Z, AA, AB, … as spreadsheets count columns; the first is 0. */
export function columnLetters(column: number): string {
  let letters = ''
  for (let rest = column + 1; rest > 0; rest = Math.floor((rest - 1) / 26))
    letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters
  return letters
}

/** What is painted on each door. A cell without a name of its own gets its column and row, so that it can be found in the drawing. */
export function namesOf(
  naming: Naming,
  standing: readonly StandingModule[],
): ReadonlyMap<StandingCell, string> {
  const names = new Map<StandingCell, string>()
  const own = new Map<string, string>()
  if (naming.scheme === 'own')
    for (const { slot, cell, name } of naming.names) own.set(`${slot} ${cell}`, name)
  let number = naming.scheme === 'numbers' ? naming.from : 0
  standing.forEach((module, column) => {
    const counted =
      naming.scheme !== 'own' && naming.order === 'top-down'
        ? fromTheTop(module.cells)
        : module.cells
    counted.forEach((each, row) => {
      const byPlace = `${columnLetters(column)}${row + 1}`
      if (naming.scheme === 'numbers')
        names.set(each, String(number++).padStart(naming.digits, '0'))
      else names.set(each, own.get(`${each.slot} ${each.cell.key}`) ?? byPlace)
    })
  })
  return names
}

/** Rows downwards, each still from the left. */
const fromTheTop = (cells: readonly StandingCell[]) =>
  cells.toSorted(
    (one, other) =>
      other.area.y + other.area.height - (one.area.y + one.area.height) ||
      one.area.x - other.area.x,
  )
