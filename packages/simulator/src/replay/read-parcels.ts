import { createReadStream } from 'node:fs'
import { type Instant, parseIsoTime } from '@cubby/kit/clock'
import type { Grams, Size } from '@cubby/kit/units'
import { parse } from 'csv-parse'

/** A row of the day file that makes sense. */
export type ParcelRow = {
  line: number
  parcelNo: string
  orderId: string
  /** When the shop handed it to the carrier: here it is announced. */
  announcedAt: Instant | null
  size: Size
  grams: Grams
}

export type RefusedRow = { line: number; reason: string; detail: string }

const columns = [
  'parcel_no', 'order_id', 'order_delivered_carrier_date',
  'length_cm', 'width_cm', 'height_cm', 'weight_g',
] as const // prettier-ignore
type Column = (typeof columns)[number]

/** Streams a file of parcels row by row; a row that makes no sense comes out as refused, with its line. */
export async function* readParcels(
  path: string,
): AsyncGenerator<{ ok: true; row: ParcelRow } | { ok: false; refused: RefusedRow }> {
  const rows = createReadStream(path).pipe(
    parse({
      columns: true,
      bom: true,
      info: true,
      relax_column_count: true,
      skip_empty_lines: true,
    }),
  )
  let checked = false
  for await (const { record, info } of rows as AsyncIterable<{
    record: Partial<Record<Column, string>>
    info: { lines: number }
  }>) {
    if (!checked) {
      const missing = columns.filter((column) => !(column in record))
      if (missing.length > 0) throw new RangeError(`${path}: no column ${missing.join(', ')}`)
      checked = true
    }
    const read = rowOf(info.lines, record)
    yield 'reason' in read ? { ok: false, refused: read } : { ok: true, row: read }
  }
}

function rowOf(line: number, record: Partial<Record<Column, string>>): ParcelRow | RefusedRow {
  const refuse = (reason: string, detail: string): RefusedRow => ({ line, reason, detail })
  const { parcel_no: parcelNo, order_id: orderId } = record
  if (!parcelNo || !orderId) return refuse('no-number', 'parcel_no or order_id is empty')
  const measures = (['height_cm', 'width_cm', 'length_cm'] as const).map((column) =>
    Number(record[column] || Number.NaN),
  )
  const [height, width, depth] = measures.map((cm) => Math.ceil(Math.round(cm * 1_000) / 100))
  if (!height || !width || !depth || Math.min(height, width, depth) <= 0)
    return refuse(
      'bad-measures',
      `${record.height_cm} x ${record.width_cm} x ${record.length_cm} cm`,
    )
  const grams = Number(record.weight_g || Number.NaN)
  if (!(grams >= 0)) return refuse('bad-weight', `${record.weight_g} g`)
  const text = record.order_delivered_carrier_date ?? ''
  const announcedAt = text === '' ? null : parseIsoTime(`${text.replace(' ', 'T')}Z`)
  if (text !== '' && announcedAt === null) return refuse('bad-date', text)
  return {
    line,
    parcelNo,
    orderId,
    announcedAt,
    size: {
      height,
      width,
      depth,
    },
    grams: Math.ceil(grams),
  }
}
