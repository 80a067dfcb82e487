import {
  type ImportNote,
  type ImportRow,
  importRow,
} from '@cubby/protocol/operations/network/import-shapes'
import { fieldErrorsOf } from '../../http/incoming/field-errors.ts'

/** One row of a file as it was read: its values, or why there are none. */
export type ReadRow = {
  /** The line on which it begins; the first is 1. */
  row: number
  /** Null when it could not be read at all. */
  values: ImportRow | null
  /** For showing it, also when it is refused. */
  shown: { code: string | null; name: string | null; city: string | null }
  notes: ImportNote[]
}

export const refusal = (code: string, field: string, detail: string): ImportNote => ({
  level: 'refusal',
  code,
  field,
  detail,
})
export const warning = (code: string, field: string, detail: string): ImportNote => ({
  level: 'warning',
  code,
  field,
  detail,
})

/** A row that cannot be read. */
export const unreadable = (row: number, note: ImportNote): ReadRow => ({
  row,
  values: null,
  shown: { code: null, name: null, city: null },
  notes: [note],
})

const NOTES_MAX = 20

/** Holds what was read against the shape of a row; `notes` are those that reading has made. */
export function checkedRow(row: number, raw: object, notes: ImportNote[] = []): ReadRow {
  const read = importRow.safeParse(raw)
  const shown = {
    code: shownText(raw, 'code'),
    name: shownText(raw, 'name'),
    city: shownText(raw, 'city'),
  }
  if (read.success) return { row, values: read.data, shown, notes }
  const wrong = fieldErrorsOf(read.error, raw).map(({ pointer, code, detail }) =>
    refusal(code, pointer.slice(1), detail),
  )
  return { row, values: null, shown, notes: [...notes, ...wrong].slice(0, NOTES_MAX) }
}

const SHOWN_MAX = 200

function shownText(raw: object, name: string): string | null {
  const value = (raw as Record<string, unknown>)[name]
  if (typeof value !== 'string' || value === '') return null
  return value.slice(0, SHOWN_MAX).replaceAll(/[\p{Cc}\p{Cs}]/gu, '\uFFFD')
}
