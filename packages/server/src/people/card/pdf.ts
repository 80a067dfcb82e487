import { deflateSync } from 'node:zlib'

/** A page: its size and what is drawn on it, in PDF operators. Points, from the lower left. */
export type Page = { width: number; height: number; content: string }

/**
 * A PDF of pages that hold nothing but paths: no typefaces, pictures, links or scripts, so it looks the same everywhere and can do
 * nothing. `title`: what a reader shows above it.
 */
export function pdfOf(pages: readonly Page[], title: string): Buffer {
  const objects: Buffer[] = []
  const add = (body: string | Buffer) => objects.push(Buffer.from(body)) + FIRST_FREE - 1
  const kids = pages.map((page) => {
    const content = deflateSync(Buffer.from(page.content, 'latin1'))
    const stream = add(
      Buffer.concat([
        Buffer.from(`<< /Length ${content.length} /Filter /FlateDecode >>\nstream\n`),
        content,
        Buffer.from('\nendstream'),
      ]),
    )
    const size = `[0 0 ${page.width.toFixed(2)} ${page.height.toFixed(2)}]`
    return add(
      `<< /Type /Page /Parent 2 0 R /MediaBox ${size} /Resources << >> /Contents ${stream} 0 R >>`,
    )
  })
  const fixed = [
    '<< /Type /Catalog /Pages 2 0 R /ViewerPreferences << /DisplayDocTitle true >> >>',
    `<< /Type /Pages /Count ${kids.length} /Kids [${kids.map((kid) => `${kid} 0 R`).join(' ')}] >>`,
    `<< /Title <FEFF${hex(title)}> /Producer (Cubby) >>`,
  ]
  return fileOf([...fixed.map((body) => Buffer.from(body)), ...objects])
}

/** Catalog, pages and information come first. */
const FIRST_FREE = 4
const INFORMATION = 3

/** Text in PDF's UTF-16, in hex: nothing in it can be taken for an operator. */
const hex = (text: string) =>
  Array.from({ length: text.length }, (_, i) => text.charCodeAt(i).toString(16).padStart(4, '0'))
    .join('')
    .toUpperCase()

function fileOf(objects: readonly Buffer[]): Buffer {
  const parts: Buffer[] = [Buffer.from('%PDF-1.7\n%\u00e2\u00e3\u00cf\u00d3\n', 'latin1')]
  let length = parts[0]?.length ?? 0
  const put = (part: Buffer) => {
    parts.push(part)
    length += part.length
  }
  const offsets = objects.map((body, i) => {
    const offset = length
    put(Buffer.concat([Buffer.from(`${i + 1} 0 obj\n`), body, Buffer.from('\nendobj\n')]))
    return offset
  })
  const start = length
  const rows = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('')
  const size = objects.length + 1
  put(Buffer.from(`xref\n0 ${size}\n0000000000 65535 f \n${rows}`))
  put(
    Buffer.from(
      `trailer\n<< /Size ${size} /Root 1 0 R /Info ${INFORMATION} 0 R >>\nstartxref\n${start}\n%%EOF\n`,
    ),
  )
  return Buffer.concat(parts)
}
