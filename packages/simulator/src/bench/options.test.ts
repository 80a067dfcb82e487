import { expect, test } from 'vitest'
import { measurements, optionsFrom } from './options.ts'

test('without options everything is measured', () => {
  expect(optionsFrom([])).toEqual({
    only: measurements,
    seconds: 8,
    codes: 300,
    json: false,
    profileDir: null,
  })
})

test('a single measurement can be asked for', () => {
  expect(optionsFrom(['--only', 'emptySyncs', '--seconds', '3', '--json'])).toMatchObject({
    only: ['emptySyncs'],
    seconds: 3,
    json: true,
  })
})

test.each([
  [['--only', 'everything'], '--only: "everything" is none of codeToPulse'],
  [['--seconds', '0'], '--seconds: "0" is not a whole number from 1 to 60'],
  [['--codes', 'many'], '--codes: "many" is not a whole number'],
])('%s is refused with a word about it', (args, said) => {
  expect(() => optionsFrom(args)).toThrow(said)
})
