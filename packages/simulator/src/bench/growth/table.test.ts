import { expect, test } from 'vitest'
import { growthOf, ladder, pointOf, recordOfGrowth, rowsOf, textOf } from './table.ts'

test('sizes grow tenfold and end where it was asked', () => {
  expect(ladder(100, 10_000)).toEqual([100, 1_000, 10_000])
  expect(ladder(100, 5_000)).toEqual([100, 1_000, 5_000])
  expect(ladder(100, 30)).toEqual([30])
})

test('a point is the middle and the slow end', () => {
  const latencies = Array.from({ length: 100 }, (_, i) => i + 1)
  expect(pointOf(10, latencies)).toEqual({ size: 10, p50: 50, p95: 95 })
})

const rows = rowsOf([
  { what: 'list', point: { size: 10, p50: 1, p95: 2 } },
  { what: 'find', point: { size: 10, p50: 0.5, p95: 1 } },
  { what: 'list', point: { size: 100, p50: 1.25, p95: 5 } },
  { what: 'find', point: { size: 100, p50: 0.5, p95: 1 } },
])

test('the table shows each size against the smallest', () => {
  expect(textOf({ by: 'shipments', rows }).split('\n')).toEqual([
    'by shipments       10            100',
    'list            1 / 2  1.25 / 5 ×2.5',
    'find          0.5 / 1     0.5 / 1 ×1',
  ])
  const [list] = rows
  expect(growthOf(list?.points ?? [], { size: 100, p50: 1, p95: 5 })).toBe(2.5)
})

test('the record names what was measured and the size', () => {
  expect(recordOfGrowth({ by: 'shipments', rows })).toMatchObject({
    list: { 10: { p50: 1, p95: 2 }, 100: { p50: 1.25, p95: 5 } },
  })
})
