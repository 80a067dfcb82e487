import { inflateSync } from 'node:zlib'
import jsQR from 'jsqr'
import { describe, expect, test } from 'vitest'
import { cardPdf } from './card-pdf.ts'
import { outlineOf } from './outlines.ts'

const badge = 'C-0123456789ABCDEF0123456789ABCD'
const aCard = (name: string) => ({ name, organization: 'Łódzka Pralnia', badge })

/** The pages of a PDF, as a reader finds them: by its table, with every object where that says. */
function pagesOf(pdf: Buffer): { size: string; content: string }[] {
  const text = pdf.toString('latin1')
  const [, start = ''] = /startxref\n(\d+)\n%%EOF\n$/.exec(text) ?? []
  expect(text.slice(Number(start), Number(start) + 4)).toBe('xref')
  const offsets = [...text.slice(Number(start)).matchAll(/^(\d{10}) 00000 n $/gm)].map(([, at]) =>
    Number(at),
  )
  const objects = offsets.map((at, i) => {
    expect(text.slice(at).startsWith(`${i + 1} 0 obj\n`), `object ${i + 1}`).toBe(true)
    return { at, body: text.slice(at, text.indexOf('endobj', at)) }
  })
  return objects
    .filter(({ body }) => body.includes('/Type /Page '))
    .map(({ body }) => {
      const [, size = '', stream = ''] =
        /MediaBox \[0 0 ([\d. ]+)\].*Contents (\d+) 0 R/.exec(body) ?? []
      const held = objects[Number(stream) - 1]
      const [, length = ''] = /Length (\d+)/.exec(held?.body ?? '') ?? []
      const from = (held?.at ?? 0) + (held?.body.indexOf('stream\n') ?? 0) + 'stream\n'.length
      return {
        size,
        content: inflateSync(pdf.subarray(from, from + Number(length))).toString('latin1'),
      }
    })
}

/** What a scanner reads of the last QR code that was drawn. */
function scanned(content: string): string | undefined {
  const drawn = content.slice(content.lastIndexOf('0 0 0 rg'))
  const squares = [...drawn.matchAll(/^([\d.]+) ([\d.]+) ([\d.]+) ([\d.]+) re$/gm)].map((square) =>
    square.slice(1).map(Number),
  ) as [number, number, number, number][]
  const side = 400
  const pixels = new Uint8ClampedArray(side * side * 4).fill(255)
  const scale = side / 96
  for (const [x, y, width, height] of squares)
    for (let row = Math.round((96 - y - height) * scale); row < Math.round((96 - y) * scale); row++)
      for (let column = Math.round(x * scale); column < Math.round((x + width) * scale); column++)
        pixels.fill(0, (row * side + column) * 4, (row * side + column) * 4 + 3)
  return jsQR.default(pixels, side, side)?.data
}

describe('a card', () => {
  test('is as large as a bank card, and its QR code is the badge', () => {
    const [page, ...more] = pagesOf(cardPdf([aCard('Anna Kowalska')], 'card'))
    expect(more).toEqual([])
    expect(page?.size).toBe('242.65 153.01')
    expect(scanned(page?.content ?? '')).toBe(badge)
  })

  test.each(['Łucja Żółć', 'Алексей Щукин', 'محمد', 'Ngô Ánh'])('prints the name %s', (name) => {
    const { path, width } = outlineOf(name)
    expect(width).toBeGreaterThan(1)
    const [page] = pagesOf(cardPdf([aCard(name.split(' ')[0] ?? '')], 'card'))
    expect(page?.content).toContain(outlineOf(name.split(' ')[0] ?? '').path)
    expect(path).not.toBe(outlineOf('?'.repeat(name.length)).path)
  })

  test('joins Arabic letters, and begins on the right', () => {
    expect(outlineOf('محمد').path).not.toBe(
      Array.from('محمد', (letter) => outlineOf(letter).path).join(''),
    )
    const mixed = outlineOf('محمد A')
    expect(mixed.path.startsWith(outlineOf('A').path)).toBe(true)
  })

  test('shows a question mark for a letter that no typeface has', () => {
    expect(outlineOf('你').path).toBe(outlineOf('?').path)
  })

  test('can carry nothing but what it shows: a name is no operator', () => {
    const [page] = pagesOf(cardPdf([aCard('Q) Tj ET /JS (app.alert(1))')], 'card'))
    expect(page?.content).not.toMatch(/JS|alert|Tj/)
    expect(cardPdf([aCard('/JS (1) >>')], 'card').toString('latin1')).not.toContain('/JS')
  })
})

test('cards stand ten to a page of A4', () => {
  const cards = Array.from({ length: 11 }, (_, i) => ({
    ...aCard(`Courier ${i}`),
    badge: `C-${i}`,
  }))
  const pages = pagesOf(cardPdf(cards, 'a4'))
  expect(pages.map(({ size }) => size)).toEqual(['595.28 841.89', '595.28 841.89'])
  expect(scanned(pages[1]?.content ?? '')).toBe('C-10')
})
