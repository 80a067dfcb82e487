import { importRow } from '@cubby/protocol/operations/network/import-shapes'
import { parseJsonBody } from '../../http/incoming/json-body.ts'
import { wrongField, wrongFields } from '../../http/told.ts'
import { csvRecords } from './csv-records.ts'
import { checkedRow, type ReadRow, refusal, unreadable } from './read-row.ts'

const DIRECTIONS = /^directions\.([a-zA-Z-]{2,35})$/
const numbers = new Set(['latitude', 'longitude'])
/** Lists, written as JSON. */
const lists = new Set(['closures', 'lockers'])
/** An empty cell says that there is none. */
const clearable = new Set(['code', 'line2', 'openingHours', 'courierHours'])

/** Reads a table as `network.export` writes it: a line of names, then a line per place. Columns may be left out. */
export function* readCsv(text: string): Generator<ReadRow> {
  let header: string[] | null = null
  for (const record of csvRecords(text)) {
    if (header === null) {
      if ('trouble' in record)
        throw wrongField('/header', 'unreadable', `line ${record.line}: ${record.trouble}`)
      header = checkedHeader(record.fields)
    } else if ('trouble' in record) {
      yield unreadable(record.line, refusal('unreadable', '', record.trouble))
    } else if (record.fields.length !== header.length) {
      const detail = `has ${record.fields.length} columns instead of ${header.length}`
      yield unreadable(record.line, refusal('wrong-columns', '', detail))
    } else yield rowOf(record.line, header, record.fields)
  }
  if (header === null) throw wrongField('', 'empty', 'the file is empty')
}

function checkedHeader(names: readonly string[]): string[] {
  const trimmed = names.map((name) => name.trim())
  const wrong = trimmed.flatMap((name, i) => {
    const isKnown = name in importRow.shape || DIRECTIONS.test(name)
    if (!isKnown || name === 'directions')
      return [{ code: 'unknown', detail: `there is no column "${name.slice(0, 60)}"` }]
    if (trimmed.indexOf(name) < i)
      return [{ code: 'duplicate', detail: `the column ${name} stands twice` }]
    return []
  })
  if (!trimmed.includes('code') && !trimmed.includes('id'))
    wrong.push({ code: 'missing', detail: 'there must be a column code or id' })
  if (wrong.length > 0)
    throw wrongFields(wrong.slice(0, 20).map((each) => ({ pointer: '/header', ...each })))
  return trimmed
}

function rowOf(line: number, header: readonly string[], fields: readonly string[]): ReadRow {
  const raw: Record<string, unknown> = {}
  const directions: Record<string, string> = {}
  const notes = []
  for (const [i, name] of header.entries()) {
    const value = unguarded(fields[i] ?? '').trim()
    const [, language] = DIRECTIONS.exec(name) ?? []
    if (language !== undefined) {
      raw.directions = directions
      if (value !== '') directions[language] = value
    } else if (value === '') {
      if (clearable.has(name)) raw[name] = null
      else if (lists.has(name)) raw[name] = []
    } else if (numbers.has(name)) {
      raw[name] = /^[+-]?\d{1,3}(\.\d{1,17})?$/.test(value) ? Number(value) : value
    } else if (lists.has(name)) {
      try {
        raw[name] = parseJsonBody(Buffer.from(value))
      } catch {
        notes.push(refusal('not-json', name, 'is not a list in JSON'))
      }
    } else raw[name] = value
  }
  return checkedRow(line, raw, notes)
}

/** What an export puts before a text that spreadsheets would run; it is not part of the text. */
const unguarded = (value: string) => (/^'['=+\-@\t\r]/.test(value) ? value.slice(1) : value)
