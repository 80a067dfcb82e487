import type { Column } from './column.ts'

/**
 * Rows as RFC 4180 text with a mark for spreadsheets that guess encodings. A cell that a spreadsheet would take for a formula is
 * led by an apostrophe: names come from strangers.
 */
export function csvOf<Row>(
  columns: readonly (Column<Row> & { title: string })[],
  rows: readonly Row[],
): string {
  const told = columns.filter(({ csv }) => csv !== undefined)
  const lines = [
    told.map(({ title }) => title),
    ...rows.map((row) => told.map(({ csv }) => csv?.(row) ?? '')),
  ]
  return `\uFEFF${lines.map((line) => line.map(field).join(',')).join('\r\n')}\r\n`
}

function field(value: string | number): string {
  if (typeof value === 'number') return String(value)
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
