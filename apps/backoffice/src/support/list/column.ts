import type { OfficeTextId } from '@cubby/i18n/office/texts'
import type { ReactNode } from 'react'

/** One column of a table. Columns are constants: what they show reads texts by itself. */
export type Column<Row> = {
  id: string
  head: OfficeTextId
  cell: (row: Row) => ReactNode
  /** What stands in an export; without it the column is left out there. */
  csv?: (row: Row) => string | number | null
  /** The server's name of the order by this column; without it the column cannot be sorted by. */
  sort?: string
  /** Shown only when chosen. */
  isExtra?: boolean
  isNumber?: boolean
}

/** The columns to show: those that the address names, in their own order, or the usual ones. */
export function shownColumns<Row>(columns: readonly Column<Row>[], chosen: string | undefined) {
  const names = new Set((chosen ?? '').split(','))
  const shown = columns.filter(({ id }) => names.has(id))
  return shown.length > 0 ? shown : columns.filter(({ isExtra }) => isExtra !== true)
}
