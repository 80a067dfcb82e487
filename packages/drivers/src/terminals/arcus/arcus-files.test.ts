import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { mentions, slipFacts } from '../text/slip-facts.ts'
import { encodeText } from '../text/charset.ts'
import { operationsOf, readIni, readOutput, readResult } from './arcus-files.ts'

describe('the numbers of operations', () => {
  test('are those that ops.ini gives to class and code', () => {
    const ops = operationsOf('# list\r\n1=1,1,Оплата\r\n4=1,5\r\n3 = 1 , 11 ,Возврат\r\n10=2,22,СВЕРКА ИТОГОВ\r\n12=2,27\r\n') // prettier-ignore
    expect(Object.fromEntries(ops)).toEqual({ sale: '1', void: '4', refund: '3', settle: '10', copy: '12' }) // prettier-ignore
  })

  test('of another profile are found by its own codes', () => {
    const ops = operationsOf('1=0,128\n2=0,225\n9=0,224\n7=0,161\n')
    expect(Object.fromEntries(ops)).toEqual({ sale: '1', void: '2', 'reverse-last': '9', settle: '7' }) // prettier-ignore
    // 0,0 is a sale only where no other profile is there.
    expect(operationsOf('5=0,0\n1=1,1\n').get('sale')).toBe('1')
    expect(operationsOf('5=0,0\n6=0,2\n').get('void')).toBe('6')
  })

  test.each(['', 'sale=1,1', '1=', '=1,1', '1;1,1', '99999=1,1'])('are none in %j', (text) => {
    expect(operationsOf(text).has('sale')).toBe(false)
  })
})

test('settings are read without sections and comments', () => {
  const ini = readIni('[MAIN]\n;x=1\n#y=2\nRESULT_FILE = out.txt \nEMPTY=\n')
  expect(Object.fromEntries(ini)).toEqual({ RESULT_FILE: 'out.txt', EMPTY: '' })
})

test.each([
  ['000\r\n', 0],
  ['0', 0],
  ['101', 101],
  ['', null],
  ['ok', null],
  ['-1', null],
  ['1234567', null],
])('rc.out with %j means %s', (text, code) => {
  expect(readResult(encodeText(text, 'windows-1251'))).toBe(code)
})

test('card and authorisation code stand on their lines', () => {
  expect(readOutput(encodeText('0\r\n****1111\r\n\r\n123456\r\n', 'windows-1251'))).toEqual({ card: '****1111', authCode: '123456' }) // prettier-ignore
  expect(readOutput(null)).toEqual({ card: '', authCode: '' })
})

describe('a slip', () => {
  test.each(['RRN: 633012345678', 'Ссылка № 633012345678', 'RRN 633012345678'])('tells its reference: %s', (line) => {
    expect(slipFacts(`ЧЕК\n${line}\nОДОБРЕНО`)).toMatchObject({ reference: '633012345678', isApproved: true })
  }) // prettier-ignore

  test.each([
    ['Сумма: 12.50', 1_250, true],
    ['Сумма: 12,50 руб', 1_250, true],
    ['ИТОГО =1 250.00', 125_000, true],
    ['112.50', 1_250, false],
    ['12.500', 1_250, false],
    ['12', 1_200, false],
  ])('%j is about %i: %s', (text, amount, is) => expect(mentions(text, amount)).toBe(is))
})

test('files of anything at all break nothing', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), fc.string({ maxLength: 300 }), (bytes, text) => {
      readOutput(bytes)
      operationsOf(text)
      slipFacts(text)
      const code = readResult(bytes)
      expect(code === null || code >= 0).toBe(true)
    }),
    { numRuns: 10_000 },
  )
})
