import { AppError } from '@cubby/kit/app-error'
import type { Note } from '../define-board.ts'
import { type CodePage, codePages, encodeText } from './code-page.ts'

const document = 'Epson, ESC/POS command reference'
const ESC = 0x1b
const GS = 0x1d

/** One part of a receipt, from the top. */
export type ReceiptPart =
  | { text: string; align?: 'left' | 'centre' | 'right'; bold?: boolean; large?: boolean }
  | { qr: string; dots?: number }
  | { feed: number }

export type Receipt = { parts: readonly ReceiptPart[]; cut: boolean }

/** What a printer of this kind can be told to, and what not to expect of it. */
export const escposPrinter = {
  model: 'escpos',
  vendor: 'several',
  name: 'Receipt printer with ESC/POS',
  wiring:
    'A serial port (usually 19,200 or 115,200 baud, as its switches say) or port 9100 on the network.',
  caveats: [
    {
      text: 'Characters are bytes of one set. Numbers of sets differ by maker (windows-1251 is 46 here and 28 elsewhere; cp866 is 17 nearly everywhere): print a test page first. Arabic needs a printer that shapes it itself; we print question marks.',
      source: document,
    },
    {
      text: 'Not every printer has QR codes or a knife; those without print nothing instead.',
      source: document,
    },
    {
      text: 'That the bytes were taken does not mean that paper came out: ask for its state afterwards.',
      source: document,
    },
  ] satisfies Note[],
  confidence: 'official-document',
} as const

const partsMax = 200
const textCharsMax = 2_000
/** What the largest QR code holds as bytes with the correction that is used here. */
const qrBytesMax = 1_600
const aligns = { left: 0, centre: 1, right: 2 } as const

/**
 * A receipt as bytes for the printer, and the characters that its set does not have. Throws `input/invalid` for what is too long, and for
 * control characters, by which a text could give the printer orders of its own.
 */
export function encodeReceipt(
  receipt: Receipt,
  page: CodePage,
): { bytes: Uint8Array; missing: string[] } {
  if (receipt.parts.length > partsMax)
    throw new AppError('input/invalid', `a receipt has at most ${partsMax} parts`)
  const missing = new Set<string>()
  const bytes = [ESC, 0x40, ESC, 0x74, codePages[page].number]
  for (const part of receipt.parts) {
    if ('qr' in part) bytes.push(...qrBytes(part.qr, part.dots ?? 6))
    else if ('feed' in part) bytes.push(ESC, 0x64, bounded(part.feed, 0, 20, 'lines to feed'))
    else bytes.push(...textBytes(part, page, missing))
  }
  // Cut below the print head, not through the last line.
  if (receipt.cut) bytes.push(GS, 0x56, 66, 0)
  return { bytes: Uint8Array.from(bytes), missing: [...missing] }
}

function textBytes(
  part: Extract<ReceiptPart, { text: string }>,
  page: CodePage,
  missing: Set<string>,
): number[] {
  const { text, align = 'left', bold = false, large = false } = part
  if (text.length > textCharsMax || /[^\P{Cc}\n]/u.test(text))
    throw new AppError('input/invalid', 'text is too long, or has control characters in it')
  const encoded = encodeText(text, page)
  for (const char of encoded.missing) missing.add(char)
  const style = [ESC, 0x61, aligns[align], ESC, 0x45, Number(bold), GS, 0x21, large ? 0x11 : 0]
  return [...style, ...encoded.bytes, 0x0a]
}

function qrBytes(text: string, dots: number): number[] {
  const data = [...new TextEncoder().encode(text)]
  if (data.length === 0 || data.length > qrBytesMax)
    throw new AppError('input/invalid', `a QR code holds 1 to ${qrBytesMax} bytes`)
  const order = (...body: number[]) => [
    GS,
    0x28,
    0x6b,
    body.length & 0xff,
    body.length >> 8,
    ...body,
  ]
  return [
    ESC,
    0x61,
    aligns.centre,
    ...order(0x31, 0x41, 50, 0),
    ...order(0x31, 0x43, bounded(dots, 1, 16, 'dots of a QR module')),
    ...order(0x31, 0x45, 49),
    ...order(0x31, 0x50, 0x30, ...data),
    ...order(0x31, 0x51, 0x30),
  ]
}

function bounded(value: number, least: number, most: number, what: string): number {
  if (Number.isInteger(value) && value >= least && value <= most) return value
  throw new AppError('input/invalid', `${what}: ${least} to ${most}`)
}

/** The question for the state of the paper. */
export const paperQuestion = Uint8Array.of(0x10, 0x04, 4)
/** What the answer to `paperQuestion` says; `unknown` for a byte that answers something else. */
export function paperIn(answer: number): 'there' | 'near-end' | 'out' | 'unknown' {
  // Bits 1 and 4 are always set, 0 and 7 never: other bytes answer something else.
  if ((answer & 0x93) !== 0x12) return 'unknown'
  if (answer & 0x60) return 'out'
  return answer & 0x0c ? 'near-end' : 'there'
}
