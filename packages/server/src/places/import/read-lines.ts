import { AppError } from '@cubby/kit/app-error'
import { limits } from '@cubby/kit/limits'
import { parseJsonBody } from '../../http/incoming/json-body.ts'
import { checkedRow, type ReadRow, refusal, unreadable } from './read-row.ts'

/** A line of JSON that could be read, or the row that says why not. */
export type JsonLine = { line: number; value: object } | ReadRow

/** Reads lines of JSON, each held to the same strictness as a body; empty lines are passed over. */
export function* jsonLines(text: string): Generator<JsonLine> {
  let line = 0
  for (let at = 0; at < text.length;) {
    const found = text.indexOf('\n', at)
    const end = found < 0 ? text.length : found
    const source = text.slice(at, end).trim()
    at = end + 1
    line++
    if (source !== '') yield valueOf(line, source)
  }
}

/** One place per line, as `network.export-lines` writes them. */
export function* readLines(text: string): Generator<ReadRow> {
  for (const read of jsonLines(text))
    yield 'value' in read ? checkedRow(read.line, read.value) : read
}

function valueOf(line: number, source: string): JsonLine {
  if (source.length > limits.importRowBytesMax)
    return unreadable(
      line,
      refusal('unreadable', '', `is longer than ${limits.importRowBytesMax / 1024} KB`),
    )
  try {
    const value = parseJsonBody(Buffer.from(source))
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return { line, value }
    return unreadable(line, refusal('not-json', '', 'is no object'))
  } catch (error) {
    const detail = error instanceof AppError ? error.message.replace('the body', 'the line') : ''
    return unreadable(line, refusal('not-json', '', detail))
  }
}
