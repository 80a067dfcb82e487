import { describe, expect, test } from 'vitest'
import { type Figure, holds, recordOf, tableOf } from './figure.ts'

const fast: Figure = {
  name: 'fastMs',
  text: 'quick',
  value: 9.876,
  unit: 'ms',
  limit: { atMost: 10 },
}
const many: Figure = {
  name: 'manyPerSecond',
  text: 'lots',
  value: 4_999,
  unit: '/s',
  limit: { atLeast: 5_000 },
}
const plain: Figure = { name: 'plainMs', text: 'for comparison', value: 1_234.5, unit: 'ms' }

describe('a figure', () => {
  test('holds up to its limit', () => {
    expect(holds({ ...fast, value: 10 })).toBe(true)
    expect(holds({ ...fast, value: 10.01 })).toBe(false)
    expect(holds({ ...many, value: 5_000 })).toBe(true)
    expect(holds(many)).toBe(false)
  })

  test('that could not be measured misses its limit', () => {
    expect(holds({ ...fast, value: Number.NaN })).toBe(false)
    expect(holds({ ...many, value: Number.NaN })).toBe(false)
  })

  test('without a limit always holds', () => {
    expect(holds(plain)).toBe(true)
  })
})

test('the table says what was missed', () => {
  expect(tableOf([fast, many, plain]).split('\n')).toEqual([
    'figure         measured           limit  what it is',
    'fastMs          9.88 ms            ≤ 10  quick',
    'manyPerSecond  4,999 /s  MISSED ≥ 5,000  lots',
    'plainMs        1,235 ms                  for comparison',
  ])
})

test('the record names every figure and what was missed', () => {
  expect(recordOf([fast, many])).toEqual({
    fastMs: 9.88,
    manyPerSecond: 4_999,
    limits: { fastMs: { atMost: 10 }, manyPerSecond: { atLeast: 5_000 } },
    missed: ['manyPerSecond'],
  })
})
