import { expect, test } from 'vitest'
import { type Charset, decodeText, encodeText, guessText } from './charset.ts'

const charsets: Charset[] = ['windows-1251', 'ibm866', 'koi8-r', 'utf-8']
const slip = 'ОДОБРЕНО Сумма: 12.50 руб. Ёлка'

test.each(charsets)('%s comes back as it went', (charset) => {
  expect(decodeText(encodeText(slip, charset), charset)).toBe(slip)
})

test.each(charsets)('words in %s are read without being told', (charset) => {
  expect(guessText(encodeText(slip, charset), charsets)).toBe(slip)
})

test('bytes are those of the tables', () => {
  expect([...encodeText('Да', 'windows-1251')]).toEqual([0xc4, 0xe0])
  expect([...encodeText('Да', 'ibm866')]).toEqual([0x84, 0xa0])
  expect([...encodeText('Да', 'koi8-r')]).toEqual([0xe4, 0xc1])
  expect([...encodeText('漢', 'koi8-r')]).toEqual([0x3f])
})
