import { expect, test } from 'vitest'
import { badDay, dayInWords, dayKinds } from './bad-day.ts'

const days = Array.from({ length: 200 }, (_, i) => badDay(String(i)))

test('the same seed draws the same day', () => {
  expect(days.map(({ seed }) => badDay(seed))).toEqual(days)
})

test('two hundred seeds bring every kind of day and every fault, and days without it', () => {
  expect(new Set(days.map(({ kind }) => kind))).toEqual(new Set(dayKinds))
  for (const fault of Object.keys(days[0]?.faults ?? {}) as (keyof (typeof days)[0]['faults'])[]) {
    const rates = days.map(({ faults }) => faults[fault])
    expect(rates.some((rate) => rate !== null && rate > 0)).toBe(true)
    expect(rates).toContain(null)
  }
  expect(Math.max(...days.map(({ machines }) => machines))).toBeGreaterThan(40)
  expect(Math.min(...days.map(({ servers }) => servers))).toBe(2)
})

test('a day says in one line what is in store', () => {
  expect(dayInWords(badDay('4', 'long'))).toMatch(/^seed 4: a long day of \d+ h, 1 machines, /)
})
