import { create as qrOf } from 'qrcode'
import { outlineOf } from './outlines.ts'
import { type Page, pdfOf } from './pdf.ts'

/** What stands on a card. `badge` is read by the scanner; whoever has it needs the PIN besides, where there is one. */
export type Card = { name: string; organization: string; badge: string }

const MM = 72 / 25.4
/** ISO 7810 ID-1: a bank card. */
const WIDTH = 85.6 * MM
const HEIGHT = 53.98 * MM
const A4 = { width: 210 * MM, height: 297 * MM }
const COLUMNS = 2
const ROWS = 5

const INK = '0.063 0.141 0.243'
const AMBER = '0.961 0.647 0.141'
const GREY = '0.6 0.6 0.6'
const MARGIN = 11
const BAND = 26
const QR_SIZE = 96

/** Each card on a page of its own size, for a printer of cards; or ten to a page of A4, with lines to cut along. */
export function cardPdf(cards: readonly Card[], format: 'card' | 'a4'): Buffer {
  const pages = format === 'card' ? cards.map(cardPage) : sheets(cards)
  return pdfOf(pages, cards.map(({ name }) => name).join(', '))
}

const cardPage = (card: Card): Page => ({ width: WIDTH, height: HEIGHT, content: drawn(card) })

function sheets(cards: readonly Card[]): Page[] {
  const perPage = COLUMNS * ROWS
  const left = (A4.width - COLUMNS * WIDTH) / 2
  const top = A4.height - (A4.height - ROWS * HEIGHT) / 2
  return Array.from({ length: Math.ceil(cards.length / perPage) }, (_, page) => ({
    ...A4,
    content: cards
      .slice(page * perPage, (page + 1) * perPage)
      .map((card, i) => {
        const x = left + (i % COLUMNS) * WIDTH
        const y = top - (Math.floor(i / COLUMNS) + 1) * HEIGHT
        const cut = `q ${GREY} RG 0.25 w 0 0 ${n(WIDTH)} ${n(HEIGHT)} re S Q\n`
        return `q 1 0 0 1 ${n(x)} ${n(y)} cm\n${drawn(card)}${cut}Q\n`
      })
      .join(''),
  }))
}

/** One card, its lower left corner at the origin. */
function drawn({ name, organization, badge }: Card): string {
  const inner = WIDTH - 2 * MARGIN
  const beside = inner - QR_SIZE - 8
  const body = HEIGHT - BAND
  return [
    `q ${INK} rg 0 ${n(body)} ${n(WIDTH)} ${BAND} re f\n`,
    `${AMBER} rg 0 ${n(body - 2)} ${n(WIDTH)} 2 re f Q\n`,
    ...lines(organization, { width: inner, size: 12, most: 1 }).map((line) =>
      written(line, { x: MARGIN, y: body + 9, color: '1 1 1' }),
    ),
    ...lines(name, { width: beside, size: 15, most: 4 }).map((line, i) =>
      written(line, { x: MARGIN, y: body - 26 - i * 18, color: INK }),
    ),
    qr(badge, { x: WIDTH - MARGIN - QR_SIZE, y: (body - 2 - QR_SIZE) / 2, size: QR_SIZE }),
  ].join('')
}

type Line = { path: string; width: number; size: number; room: number; isFromRight: boolean }

/** Breaks a text between words; what is still too wide is drawn smaller, and what is too much is left out. */
function lines(
  text: string,
  { width, size, most }: { width: number; size: number; most: number },
): Line[] {
  const isFromRight = /^\P{L}*[\p{Script=Arabic}\p{Script=Hebrew}]/u.test(text)
  const rows: string[] = []
  for (const word of text.split(/\s+/)) {
    const last = rows.at(-1)
    const joined = last === undefined ? word : `${last} ${word}`
    if (last !== undefined && (rows.length === most || outlineOf(joined).width * size <= width))
      rows[rows.length - 1] = joined
    else rows.push(word)
  }
  const outlines = rows.map(outlineOf)
  // All in one size: a long word must not make the others look more important.
  const fitting = Math.min(size, ...outlines.map((each) => width / each.width))
  return outlines.map((each) => ({ ...each, size: fitting, room: width, isFromRight }))
}

/** The outline filled and drawn a little fatter: a name is read at arm's length. */
function written(
  { path, width, size, room, isFromRight }: Line,
  at: { x: number; y: number; color: string },
) {
  const x = isFromRight ? at.x + room - width * size : at.x
  const matrix = `${n(size)} 0 0 ${n(size)} ${n(x)} ${n(at.y)} cm`
  return `q ${at.color} rg ${at.color} RG ${matrix} 0.02 w\n${path}B Q\n`
}

/** A QR code on white, with the quiet zone that scanners want inside its square. */
function qr(text: string, { x, y, size }: { x: number; y: number; size: number }): string {
  const { modules } = qrOf(text, { errorCorrectionLevel: 'M' })
  const step = size / (modules.size + 2 * QUIET)
  const squares: string[] = []
  for (let row = 0; row < modules.size; row++)
    for (let column = 0; column < modules.size; column++)
      if (modules.get(row, column))
        squares.push(
          `${n((column + QUIET) * step)} ${n(size - (row + QUIET + 1) * step)} ${n(step)} ${n(step)} re\n`,
        )
  return `q 1 0 0 1 ${n(x)} ${n(y)} cm 1 1 1 rg 0 0 ${size} ${size} re f 0 0 0 rg\n${squares.join('')}f Q\n`
}
const QUIET = 4

const n = (value: number) => value.toFixed(3)
