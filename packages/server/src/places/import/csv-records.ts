import { limits } from '@cubby/kit/limits'

/** One record and the line on which it begins; or what keeps it from being read. */
export type CsvRecord = { line: number; fields: string[] } | { line: number; trouble: string }

/**
 * Reads CSV (RFC 4180) as programs really write it: with commas, semicolons or tabs, with either line end. Empty lines are passed over.
 * A quote that is never closed ends the reading with that record.
 */
export function* csvRecords(text: string): Generator<CsvRecord> {
  const separator = separatorOf(text)
  let at = 0
  let line = 1
  while (at < text.length) {
    const from = line
    const read = recordAt(text, at, separator)
    at = read.end
    line += read.lines
    if ('trouble' in read) yield { line: from, trouble: read.trouble }
    else if (read.fields.length > 1 || read.fields[0] !== '')
      yield { line: from, fields: read.fields }
  }
}

type Read = { end: number; lines: number } & ({ fields: string[] } | { trouble: string })

function recordAt(text: string, start: number, separator: string): Read {
  const fields: string[] = []
  let at = start
  let lines = 0
  for (;;) {
    let field: string
    if (text[at] === '"') {
      const quoted = quotedAt(text, at)
      if (quoted === null) return { end: text.length, lines, trouble: 'a quote is never closed' }
      field = quoted.text
      lines += quoted.lines
      at = quoted.end
    } else {
      const end = endOfPlain(text, at, separator)
      field = text.slice(at, end)
      at = end
    }
    fields.push(field)
    if (at - start > limits.importRowBytesMax) return tooLong(text, at, lines)
    if (text[at] === separator) {
      at++
      continue
    }
    if (at >= text.length) return { end: at, lines, fields }
    if (text[at] === '\r' && text[at + 1] === '\n') return { end: at + 2, lines: lines + 1, fields }
    if (text[at] === '\n' || text[at] === '\r') return { end: at + 1, lines: lines + 1, fields }
    const next = nextLine(text, at)
    return {
      ...next,
      lines: lines + next.lines,
      trouble: 'something stands behind a closing quote',
    }
  }
}

function quotedAt(text: string, start: number) {
  let value = ''
  for (let at = start + 1; ;) {
    const end = text.indexOf('"', at)
    if (end < 0) return null
    value += text.slice(at, end)
    if (text[end + 1] !== '"')
      return { text: value, end: end + 1, lines: value.split('\n').length - 1 }
    value += '"'
    at = end + 2
  }
}

function endOfPlain(text: string, start: number, separator: string): number {
  let at = start
  while (at < text.length && text[at] !== separator && text[at] !== '\n' && text[at] !== '\r') at++
  return at
}

function tooLong(text: string, at: number, lines: number): Read {
  const next = nextLine(text, at)
  const trouble = `is longer than ${limits.importRowBytesMax / 1024} KB`
  return { end: next.end, lines: lines + next.lines, trouble }
}

function nextLine(text: string, at: number) {
  const end = text.indexOf('\n', at)
  return end < 0 ? { end: text.length, lines: 0 } : { end: end + 1, lines: 1 }
}

/** Whatever separates the names of the first line. */
function separatorOf(text: string): string {
  const first = text.slice(0, endOfPlain(text, 0, '\n')).slice(0, 10_000)
  const count = (sign: string) => first.split(sign).length
  const [best] = [',', ';', '\t'].toSorted((a, b) => count(b) - count(a))
  return best ?? ','
}
