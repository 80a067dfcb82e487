import { expect, test } from 'vitest'
import { csvLine } from './csv.ts'

test('a value with commas, quotes or line ends comes back as it was', () => {
  expect(csvLine(['a,b', 'say "hi"', 'two\nlines', null, 3])).toBe(
    '"a,b","say ""hi""","two\nlines",,3\r\n',
  )
})

test('what a spreadsheet would run as a formula is only text, and a phone number stays one', () => {
  expect(csvLine(['=1+1', '@cmd', '-2+3', '+4915112345678', '-5'])).toBe(
    "'=1+1,'@cmd,'-2+3,+4915112345678,-5\r\n",
  )
})
