import { expect, test } from 'vitest'
import { measurements, optionsFrom } from './options.ts'

test('without options everything is measured', () => {
  expect(optionsFrom([])).toEqual({
    only: measurements,
    seconds: 8,
    codes: 300,
    lockers: 10_000,
    entries: 140,
    within: 60,
    streams: 10_000,
    shipments: 1_000_000,
    customers: 500_000,
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

test('several are joined by commas or given one by one', () => {
  expect(optionsFrom(['--only', 'growth,pokeStreams', '--only', 'reconnect']).only).toEqual([
    'growth',
    'pokeStreams',
    'reconnect',
  ])
})

test.each([
  [['--shipments', '20000000'], '--shipments: "20000000" is not a whole number from 1 to'],
  [['--only', 'everything'], '--only: "everything" is none of codeToPulse'],
  [['--seconds', '0'], '--seconds: "0" is not a whole number from 1 to 60'],
  [['--codes', 'many'], '--codes: "many" is not a whole number'],
])('%s is refused with a word about it', (args, said) => {
  expect(() => optionsFrom(args)).toThrow(said)
})
