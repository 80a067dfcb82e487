import { parseIsoTime } from '@cubby/kit/clock'
import { expect, test } from 'vitest'
import { catalogues } from './catalogues.ts'
import { codeText, counted, fill, momentText } from './fill.ts'

const at = parseIsoTime('2026-03-05T17:30:00Z')
if (at === null) throw new Error('not a time')

test('values are put into holes as they are, and never filled a second time', () => {
  expect(fill('{shop}: {code}', { shop: 'Caps & {code}', code: '$&' })).toBe('Caps & {code}: $&')
})

test('a hole without a value stays visible', () => {
  expect(fill('by {until} at {toString}', {})).toBe('by {until} at {toString}')
})

test.each([
  ['en', 1, '1 parcel'],
  ['ru', 2, '2 посылки'],
  ['ru', 11, '11 посылок'],
  ['pl', 5, '5 paczek'],
  ['ar', 2, 'طردان'],
] as const)('in %s %i parcels are "%s"', (language, count, text) => {
  expect(counted(catalogues[language], 'parcels', count)).toBe(text)
})

test('a moment is told in the time of the place', () => {
  expect(momentText(catalogues.en, at, 'Europe/Berlin')).toMatch(/^Thu,? 5 Mar,? 18:30$/)
  expect(momentText(catalogues.ru, at, 'Asia/Vladivostok')).toContain('03:30')
  expect(momentText(catalogues.ar, at, 'Africa/Cairo')).toContain('19:30')
})

test('a code is shown in two groups of four that keep their order in Arabic too', () => {
  expect(codeText(catalogues.en, '12345678')).toBe('1234-5678')
  expect(codeText(catalogues.en, '123456')).toBe('123456')
  expect(codeText(catalogues.ar, '12345678')).toBe('\u200e1234-5678\u200e')
})
