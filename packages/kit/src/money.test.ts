import { expect, test } from 'vitest'
import { money } from './money.ts'

test('an amount is a whole number of minor units with a currency', () => {
  expect(money(1_050, 'PLN')).toEqual({ amount: 1_050, currency: 'PLN' })
  expect(money(-5, 'EUR').amount).toBe(-5)
})

test.each([
  [0.5, 'EUR'],
  [Number.NaN, 'EUR'],
  [2 ** 53, 'EUR'],
  [1, 'eur'],
  [1, 'EURO'],
  [1, ''],
])('%d %s is no amount', (amount, currency) =>
  expect(() => money(amount, currency)).toThrow(RangeError),
)
