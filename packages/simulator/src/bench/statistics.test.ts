import { describe, expect, test } from 'vitest'
import { median, percentile, rounded, summary } from './statistics.ts'

const oneToHundred = Array.from({ length: 100 }, (_, i) => 100 - i)

describe('percentiles', () => {
  test.each([
    [0.5, 50],
    [0.99, 99],
    [1, 100],
    [0, 1],
  ])('the share %s of 1 to 100 does not exceed %s', (share, value) => {
    expect(percentile(oneToHundred, share)).toBe(value)
  })

  test('of one value are that value', () => {
    expect(summary([7])).toEqual({ count: 1, p50: 7, p99: 7, max: 7 })
  })

  test('of nothing are no number', () => {
    expect(percentile([], 0.5)).toBeNaN()
    expect(median([])).toBeNaN()
  })

  test('leave the values in their order', () => {
    const values = [3, 1, 2]
    percentile(values, 0.5)
    expect(values).toEqual([3, 1, 2])
  })
})

test('the median of an even number of values lies between the two in the middle', () => {
  expect(median([4, 1, 3, 2])).toBe(2.5)
  expect(median([9, 1, 5])).toBe(5)
})

test.each([
  [12_345.678, 12_346],
  [45.678, 45.7],
  [3.14159, 3.14],
  [0.00123, 0],
])('%s is printed as %s', (value, shown) => {
  expect(rounded(value)).toBe(shown)
})
