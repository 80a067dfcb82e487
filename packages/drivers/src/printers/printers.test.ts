import { instant } from '@cubby/kit/clock'
import { VirtualClock } from '@cubby/kit/virtual-clock'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { memoryLinePair } from '../lines/memory-line.ts'
import { type CodePage, encodeText } from './code-page.ts'
import { EmulatedPrinter } from './emulated-printer.ts'
import { encodeReceipt, paperIn, type Receipt } from './escpos.ts'
import { isPrintable, printable } from './printable.ts'
import { printReceipt } from './printer.ts'

function aPrinter(page: CodePage = 'windows-1252') {
  const pair = memoryLinePair('printer')
  const clock = new VirtualClock(instant(0))
  const printer = new EmulatedPrinter(pair.boardEnd)
  const print = (receipt: Receipt) =>
    clock.runUntil(printReceipt(receipt, { line: pair.driverEnd, clock, page }))
  return { ...pair, printer, print }
}

const receipt: Receipt = {
  parts: [
    { text: 'Zürich\nFach 7', align: 'centre', bold: true, large: true },
    { qr: 'https://parcels.example/r/ü' },
    { feed: 3 },
  ],
  cut: true,
}

describe('a receipt', () => {
  test('is printed with its text, its QR code and a cut, and the paper is told', async () => {
    const { printer, print } = aPrinter()
    expect(await print(receipt)).toEqual({ paper: 'there', missing: [] })
    expect(printer.printed).toEqual(['Zürich', 'Fach 7', '[QR https://parcels.example/r/ü]'])
    expect(printer.cuts).toBe(1)
    expect(printer.unknown).toEqual([])
  })

  test.each([
    ['cp866', 'Ячейка 7', []],
    ['windows-1251', 'Ячейка 7 №', []],
    ['windows-1252', 'Ячейка 7', ['Я', 'ч', 'е', 'й', 'к', 'а']],
  ] as const)('in the set %s prints %s, and names what it cannot', async (page, text, missing) => {
    const { printer, print } = aPrinter(page)
    expect((await print({ parts: [{ text }], cut: false })).missing).toEqual(missing)
    const printed = missing.length > 0 ? '?????? 7' : text
    expect(printer.printed).toEqual([printed])
  })

  test('without paper says so, and a printer that cannot answer leaves it open', async () => {
    const { printer, print, cut } = aPrinter()
    printer.paper = 'out'
    expect((await print(receipt)).paper).toBe('out')
    printer.paper = 'near-end'
    expect((await print(receipt)).paper).toBe('near-end')
    expect(paperIn(0xff)).toBe('unknown')
    cut()
    await expect(print(receipt)).rejects.toMatchObject({ code: 'line/unavailable' })
  })

  test.each([
    { parts: [{ text: 'a\u001Bp0' }], cut: false },
    { parts: [{ text: 'a\u001D(k' }], cut: false },
    { parts: [{ text: 'x'.repeat(2_001) }], cut: false },
    { parts: [{ qr: '' }], cut: false },
    { parts: [{ qr: 'x'.repeat(1_601) }], cut: false },
    { parts: [{ qr: 'x', dots: 17 }], cut: false },
    { parts: [{ feed: 300 }], cut: false },
    { parts: Array.from({ length: 201 }, () => ({ feed: 1 })), cut: false },
  ])('that would give the printer other orders, or has no bound, is refused: %#', (bad) => {
    expect(() => encodeReceipt(bad, 'windows-1252')).toThrow(/control|holds|dots|lines|parts/)
  })

  test('comes out as it was written, whatever it says in the set of the printer', async () => {
    const pages = fc.constantFrom<CodePage>('windows-1252', 'windows-1251', 'cp866')
    const writes = fc.property(
      pages,
      fc.string({ unit: 'grapheme', maxLength: 40 }),
      (page, text) => {
        const { bytes, missing } = encodeText(text, page)
        expect(bytes).toHaveLength(Array.from(text.normalize('NFC')).length)
        expect(bytes.filter((byte) => byte < 0x20 && byte !== 0x0a)).toEqual([])
        expect(missing.length).toBeLessThanOrEqual(bytes.length)
      },
    )
    fc.assert(writes, { numRuns: 10_000 })
  })
})

describe('text for a printer', () => {
  test.each([
    ['windows-1252', 'Łódź – ul. Żabia 5 „Paczka”…', 'Lódz – ul. Zabia 5 „Paczka”…'],
    ['cp866', 'Łódź – ul. Żabia 5 „Paczka”…', 'Lodz - ul. Zabia 5 "Paczka"...'],
    ['windows-1252', 'Ячейка 7, Щукино', 'Yacheyka 7, Shchukino'],
    ['windows-1251', 'Größe 7 é', 'Grosse 7 e'],
    ['cp866', 'Ячейка 7 №', 'Ячейка 7 №'],
  ] as const)('of the set %s reads %s as %s', (page, text, printed) => {
    expect(printable(text, page)).toBe(printed)
    expect(isPrintable(text, page)).toBe(true)
  })

  test('in Arabic is not printable on any of them', () => {
    for (const page of ['windows-1252', 'windows-1251', 'cp866'] as const)
      expect(isPrintable('وُضع في الخزانة', page)).toBe(false)
  })
})
