import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { money } from '@cubby/kit/money'
import { encodeText } from '../text/charset.ts'
import { readAnswer, readSlip, resultOf, type UposAnswer, writeAnswer } from './upos-files.ts'

const amount = money(1_250, 'RUB')
const answer: UposAnswer = {
  code: 0,
  text: 'ОДОБРЕНО',
  card: '************1111',
  authCode: '2A3B4C',
  operation: '0042',
  terminal: '00123456',
  at: '20261126120000',
  reference: '633012345678',
}

describe.each(['koi8-r', 'ibm866'] as const)('the file e in %s', (charset) => {
  test('is read as it was written', () => {
    expect(readAnswer(writeAnswer(answer, charset), charset)).toEqual(answer)
  })

  test('has each thing on its line', () => {
    const lines = ['0,ОДОБРЕНО', '****1111', '12/30', '2A3B4C', '0042', '1', '0', '00123456', '20261126120000', '633012345678', 'HASH', '', '', '987'] // prettier-ignore
    const read = readAnswer(encodeText(lines.join('\n'), charset), charset)
    expect(read).toEqual({ ...answer, card: '****1111' })
    expect(JSON.stringify(read && resultOf(read, '', amount))).not.toMatch(/HASH|12\/30/)
  })
})

test.each(['', '\n', 'ОДОБРЕНО', 'x,y', '-1,нет', '0000000,нет'])('the file e with %j is none', (text) => {
  expect(readAnswer(encodeText(text, 'koi8-r'), 'koi8-r')).toBeNull()
}) // prettier-ignore

test.each<[number, object]>([
  [0, { outcome: 'approved' }],
  [2000, { outcome: 'cancelled', by: 'customer' }],
  [2002, { outcome: 'cancelled' }],
  [521, { outcome: 'declined', reason: 'no-money', code: '521' }],
  [4119, { outcome: 'declined', reason: 'no-link' }],
  [4134, { outcome: 'declined', reason: 'settlement-needed' }],
  [4451, { outcome: 'declined', reason: 'no-money' }],
  [4477, { outcome: 'declined', reason: 'issuer-refused' }],
  [9999, { outcome: 'declined', reason: 'other' }],
])('code %i means %o', (code, result) => {
  expect(resultOf({ ...answer, code }, '', amount)).toMatchObject(result)
})

test.each(['\u0001', '~S'])('of the two copies of a slip the one before the cut is kept', (cut) => {
  expect(readSlip(encodeText(`ПЕРВЫЙ${cut}ВТОРОЙ`, 'ibm866'), 'ibm866')).toBe('ПЕРВЫЙ')
})

test('files of anything at all break nothing', () => {
  expect.hasAssertions()
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
      const read = readAnswer(bytes, 'koi8-r')
      if (read) resultOf(read, readSlip(bytes, 'koi8-r'), amount)
      expect(read === null || Number.isInteger(read.code)).toBe(true)
    }),
    { numRuns: 10_000 },
  )
})
