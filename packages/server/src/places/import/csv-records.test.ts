import { expect, test } from 'vitest'
import { csvRecords } from './csv-records.ts'

const records = (text: string) =>
  [...csvRecords(text)].map((record) => ('trouble' in record ? record.trouble : record.fields))

test.each([
  ['commas', 'a,b\n1,2\n', [['a', 'b'], ['1', '2']]],
  ['semicolons', 'a;b\r\n1;2', [['a', 'b'], ['1', '2']]],
  ['tabs', 'a\tb\r1\t2\r', [['a', 'b'], ['1', '2']]],
  ['quotes, and a comma and a line end within', 'a,b\n"1,\n""x""",2', [['a', 'b'], ['1,\n"x"', '2']]],
  ['empty lines', 'a,b\n\n\r\n1,2\n\n', [['a', 'b'], ['1', '2']]],
  ['an empty field at the end', 'a,b\n1,', [['a', 'b'], ['1', '']]],
])('%s are read', (_, text, expected) => {
  expect(records(text)).toEqual(expected)
}) // prettier-ignore

test('lines are counted by what stands in quotes too', () => {
  const lines = [...csvRecords('a,b\n"1\n\n1",2\n3,4')].map(({ line }) => line)
  expect(lines).toEqual([1, 2, 5])
})

test('what cannot be read says so, and the next line is read', () => {
  expect(records('a,b\n"1"x,2\n3,4')).toEqual([
    ['a', 'b'],
    'something stands behind a closing quote',
    ['3', '4'],
  ])
  expect(records('a,b\n"1,2\n3,4')).toEqual([['a', 'b'], 'a quote is never closed'])
  expect(records(`a,b\n${'x'.repeat(70_000)},2\n3,4`)).toEqual([
    ['a', 'b'],
    'is longer than 64 KB',
    ['3', '4'],
  ])
})
