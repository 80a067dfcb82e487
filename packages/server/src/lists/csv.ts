import { Readable } from 'node:stream'
import { limits } from '@cubby/kit/limits'
import type { FastifyReply } from 'fastify'

type Value = string | number | null

/** Rows read at a time: few statements, and little in memory. */
const AT_ONCE = 1_000

/** One table of a CSV file: its columns, and how the rows after a certain one are read. */
export type CsvTable<Row extends { id: string }> = {
  /** `cubby-shipments` */
  name: string
  columns: Record<string, (row: Row) => Value>
  /** The next rows after this id, at most so many. */
  rowsAfter: (id: string | null, atMost: number) => Promise<readonly Row[]>
}

/**
 * Sends a table as CSV (RFC 4180, UTF-8), row by row as the receiver takes them, up to `exportRowsMax`. Each page is read by itself,
 * so a slow receiver holds no connection to the database.
 */
export function sendCsv<Row extends { id: string }>(reply: FastifyReply, table: CsvTable<Row>) {
  return reply
    .type('text/csv; charset=utf-8')
    .header('content-disposition', `attachment; filename="${table.name}.csv"`)
    .send(Readable.from(linesOf(table)))
}

async function* linesOf<Row extends { id: string }>({ columns, rowsAfter }: CsvTable<Row>) {
  // Without this mark spreadsheets take UTF-8 for something else.
  yield `\uFEFF${csvLine(Object.keys(columns))}`
  let last: string | null = null
  for (let sent = 0; sent < limits.exportRowsMax;) {
    const atMost = Math.min(AT_ONCE, limits.exportRowsMax - sent)
    const rows: readonly Row[] = await rowsAfter(last, atMost)
    yield rows.map((row) => csvLine(Object.values(columns).map((of) => of(row)))).join('')
    if (rows.length < atMost) return
    sent += rows.length
    last = rows.at(-1)?.id ?? null
  }
}

/** One line, with its end. */
export const csvLine = (values: readonly Value[]) => `${values.map(csvField).join(',')}\r\n`

/** Spreadsheets run what begins like a formula; a phone number does too, and is none. */
const looksLikeFormula = /^[=+\-@\t\r](?![\d .]*$)/

function csvField(value: Value): string {
  if (value === null) return ''
  if (typeof value === 'number') return String(value)
  const safe = looksLikeFormula.test(value) ? `'${value}` : value
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
