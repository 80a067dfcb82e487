import { fitsCell } from '@cubby/domain/cells/fit'
import { cellsOf, type Layout } from '@cubby/domain/cells/layout'
import { volume } from '@cubby/kit/units'
import { readParcels, type RefusedRow } from './read-parcels.ts'

export type FitReport = {
  parcelsRead: number
  fits: Record<string, number>
  none: number
  refused: RefusedRow[]
}

/** The smallest class of this machine that each parcel of the file goes into, by size and weight. */
export async function fitOnly(path: string, layout: Layout): Promise<FitReport> {
  const byType = new Map(cellsOf(layout).map((cell) => [cell.type, cell]))
  const classes = [...byType.values()].sort((one, other) => volume(one.size) - volume(other.size))
  const report: FitReport = {
    parcelsRead: 0,
    fits: Object.fromEntries(classes.map((cell) => [cell.type, 0])),
    none: 0,
    refused: [],
  }
  for await (const read of readParcels(path)) {
    report.parcelsRead++
    if (!read.ok) {
      report.refused.push(read.refused)
      continue
    }
    const { size, grams } = read.row
    const smallest = classes.find((cell) => fitsCell({ size, grams }, cell))
    if (smallest) report.fits[smallest.type] = (report.fits[smallest.type] ?? 0) + 1
    else report.none++
  }
  return report
}
