import { expect, test } from 'vitest'
import { emptyGrid, gridOf, textOfGrid, timesOf } from './hours-grid.ts'

test.each([
  ['Mo-Fr 09:00-18:00; Sa 10:00-14:00; PH off'],
  ['Mo,We 09:00-12:00,14:00-18:00'],
  ['24/7'],
  ['Mo-Su 22:00-02:00'],
  [''],
])('%s is shown as a grid and written as it was', (text) => {
  const grid = gridOf(text)
  expect(grid && textOfGrid(grid)).toBe(text)
})

test.each([
  'Mar-Oct Mo-Fr 09:00-18:00',
  'Mo[1] 10:00-12:00',
  '"call us"',
  'Mo-Fr off',
  'PH,Su off',
])('%s says more than a grid can show', (text) => expect(gridOf(text)).toBeNull())

test('times are read as people type them', () => {
  expect(timesOf('9-12, 14:00 – 18:30')).toBe('09:00-12:00,14:00-18:30')
  expect(timesOf('')).toBe('')
  for (const bad of ['9', '9-25', '9-9', 'nine to five', '24:30-25:00', '9-12-15'])
    expect(timesOf(bad)).toBeNull()
})

test('a day that is not understood makes no text', () => {
  expect(textOfGrid({ ...emptyGrid, days: ['soon', '', '', '', '', '', ''] })).toBeNull()
})
