import { limits } from '@cubby/kit/limits'
import { describe, expect, test } from 'vitest'
import fc from 'fast-check'
import { ScanParser, scanSuffixes, suffixBytes } from './scan-parser.ts'

const bytes = (text: string) => new TextEncoder().encode(text)

describe('a scan on a serial line', () => {
  test.each(['\r', '\n', '\r\n'])('ends with %j', (end) => {
    const parser = new ScanParser('line-end')
    expect(parser.push(bytes(`AB-1${end}AB-2${end}`))).toEqual(['AB-1', 'AB-2'])
  })

  test('comes whole, wherever the port has cut it', () => {
    const parser = new ScanParser('line-end')
    const scans = [...bytes('00340434161094015902\r\n')].flatMap((byte) =>
      parser.push(Uint8Array.of(byte)),
    )
    expect(scans).toEqual(['00340434161094015902'])
  })

  test('may have line breaks inside when the scanner ends with CR LF', () => {
    const parser = new ScanParser('cr-lf')
    expect(parser.push(bytes('one\ntwo\rthree\r\n'))).toEqual(['one\ntwo\rthree'])
  })

  test('may end with a tab', () => {
    expect(new ScanParser('tab').push(bytes('A\tB'))).toEqual(['A'])
  })

  test('that is nothing but its end is none', () => {
    expect(new ScanParser('line-end').push(bytes('\r\n\r\n'))).toEqual([])
  })

  test('that never ends is dropped, and the next is read', () => {
    const parser = new ScanParser('cr-lf')
    expect(parser.push(bytes('x'.repeat(limits.scanBytesMax * 3)))).toEqual([])
    expect(parser.push(bytes('\r\nAB-2\r\n'))).toEqual(['AB-2'])
  })

  test('as long as a code may be is taken', () => {
    const longest = 'x'.repeat(limits.scanBytesMax - 2)
    expect(new ScanParser('cr-lf').push(bytes(`${longest}\r\n`))).toEqual([longest])
  })

  test('is UTF-8, or Latin-1 when it cannot be', () => {
    const parser = new ScanParser('line-end')
    expect(parser.push(bytes('Łódź\r'))).toEqual(['Łódź'])
    expect(parser.push(Uint8Array.of(0x4d, 0xfc, 0x6c, 0x6c, 0x0d))).toEqual(['Müll'])
  })

  test('that was cut off with the line does not become the beginning of the next', () => {
    const parser = new ScanParser('line-end')
    parser.push(bytes('AB'))
    parser.reset()
    expect(parser.push(bytes('CD\r'))).toEqual(['CD'])
  })
})

describe.each(scanSuffixes)('a line of scans that end with %s', (suffix) => {
  const runs = { numRuns: 10_000 }
  const code = fc
    .string({ unit: 'grapheme-ascii', minLength: 1, maxLength: 40 })
    .map((text) => `A${text.replaceAll(/[\r\n\t]/g, '')}`)
  const cuts = fc.array(fc.integer({ min: 1, max: 30 }), { minLength: 1, maxLength: 8 })
  const parsed = (stream: readonly number[], sizes: readonly number[]) => {
    const parser = new ScanParser(suffix)
    const found: string[] = []
    for (let at = 0, i = 0; at < stream.length; i++) {
      const size = sizes[i % sizes.length] ?? 1
      found.push(...parser.push(Uint8Array.from(stream.slice(at, at + size))))
      at += size
    }
    return found
  }

  test('gives each, however it is cut or merged', () => {
    fc.assert(
      fc.property(fc.array(code, { maxLength: 5 }), cuts, (codes, sizes) => {
        const stream = codes.flatMap((each) => [...bytes(each), ...suffixBytes(suffix)])
        expect(parsed(stream, sizes)).toEqual(codes)
      }),
      runs,
    )
  })

  test('loses nothing behind garbage, once that has ended', () => {
    const garbage = fc.array(fc.nat({ max: 255 }), { maxLength: 40 })
    fc.assert(
      fc.property(garbage, code, cuts, (noise, each, sizes) => {
        const end = [...suffixBytes(suffix)]
        const found = parsed([...noise, ...end, ...bytes(each), ...end], sizes)
        expect(found.at(-1)).toBe(each)
        for (const text of found) expect(text.length).toBeLessThanOrEqual(limits.scanBytesMax)
      }),
      runs,
    )
  })
})
