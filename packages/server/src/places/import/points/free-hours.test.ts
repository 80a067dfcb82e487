import { expect, test } from 'vitest'
import { freeHours } from './free-hours.ts'
import { osmWeek, weekFrom } from './week-hours.ts'

test.each([
  ['PN-SB 06-21', 'PL', 'Mo-Sa 06:00-21:00'],
  ['PN-CZ 10-23 PT-SB 10-23:30', 'PL', 'Mo-Th 10:00-23:00; Fr-Sa 10:00-23:30'],
  ['PN 09-23 WT-CZ 10-23 ND 11-22', 'PL', 'Mo 09:00-23:00; Tu-Th 10:00-23:00; Su 11:00-22:00'],
  ['PN-PT 06-00 SB 07-00', 'PL', 'Mo-Fr 06:00-24:00; Sa 07:00-24:00'],
  ['L/Ma/Me/J/V, 7-18', 'PL', 'Mo-Fr 07:00-18:00'],
  ['L/Ma/Me/J/V 9-18:30,S 8:30-13', 'DE', 'Mo-Fr 09:00-18:30; Sa 08:30-13:00'],
  ['Mo-Fr 9-12, 14-18', 'DE', 'Mo-Fr 09:00-12:00,14:00-18:00'],
  ['SO 10-14', 'PL', 'Sa 10:00-14:00'],
  ['SO 10-14', 'DE', 'Su 10:00-14:00'],
  ['24/7', 'PL', '24/7'],
  ['24//7', 'PL', '24/7'],
])('%s in %s is %s', (text, country, hours) => {
  expect(freeHours(text, country)?.hours).toBe(hours)
})

test.each([
  '',
  'ask at the till',
  'PN-PT',
  '9-17',
  'PN-PT 17-9',
  'PN-PT 9-25',
  'SB-PN 9-17',
  'PN 9-17 PN 10-18',
  'PN-PT 9-17 or so',
  `PN 9-17${' '.repeat(10_000)}x`,
  '__proto__ 9-17',
])('%s is not guessed', (text) => {
  expect(freeHours(text, 'PL')).toBeNull()
})

test('minutes by weekday become days that are alike', () => {
  const range = (start: number, end: number) => [{ start, end }]
  const week = weekFrom({ monday: range(540, 1_080), wednesday: range(540, 1_080), sunday: [] })
  expect(week && osmWeek(week)).toBe('Mo,We 09:00-18:00')
  expect(weekFrom({ monday: range(600, 540) })).toBeNull()
  expect(weekFrom({ monday: range(0, 1_441) })).toBeNull()
  expect(weekFrom({ monday: 'always' })).toBeNull()
  expect(osmWeek(Array.from({ length: 7 }, () => range(0, 1_440)))).toBe('24/7')
  expect(osmWeek([])).toBe('off')
})
