import { limits } from '@cubby/kit/limits'
import { describe, expect, test } from 'vitest'
import { ScanParser } from './scan-parser.ts'

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
