import { describe, expect, test } from 'vitest'
import { languageOf, say } from './screen-text.ts'

const texts = {
  greeting: 'Door {door} is open.',
  parcels: { one: '{count} parcel', other: '{count} parcels' },
} as const
const polish = {
  greeting: 'Drzwi {door} są otwarte.',
  parcels: {
    one: '{count} paczka',
    few: '{count} paczki',
    many: '{count} paczek',
    other: '{count} paczki',
  },
} as const

describe('a text on a screen', () => {
  test('has its values in it', () => {
    expect(say('en', texts, 'greeting', { door: '17' })).toBe('Door 17 is open.')
  })

  test('keeps what is put in apart from Arabic around it, and leaves other languages alone', () => {
    const texts = { of: '{name}: {count}' }
    const values = { name: 'https://example.org/', count: 2 }
    expect(say('ar', texts, 'of', values)).toBe('\u2068https://example.org/\u2069: 2')
    expect(say('ar', texts, 'of', { name: '', count: 2 })).toBe(': 2')
    expect(say('de', texts, 'of', values)).toBe('https://example.org/: 2')
  })

  test('shows a hole that nobody filled', () => {
    expect(say('en', texts, 'greeting')).toBe('Door {door} is open.')
  })

  test.each([
    [1, '1 paczka'],
    [3, '3 paczki'],
    [5, '5 paczek'],
    [22, '22 paczki'],
  ])('counts %i as the language does', (count, told) => {
    expect(say('pl', polish, 'parcels', { count })).toBe(told)
  })

  test('writes numbers as the language does', () => {
    expect(say('de', texts, 'parcels', { count: 12_000 })).toBe('12.000 parcels')
  })
})

test.each([
  ['de-AT', 'de'],
  ['AR_eg', 'ar'],
  ['xx', null],
  ['constructor', null],
])('a browser that asks for %s gets %s', (asked, taken) => {
  expect(languageOf(asked)).toBe(taken)
})
