import { type Instant, instant } from '@cubby/kit/clock'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { amountDue } from './amount-due.ts'

const at = (iso: string): Instant => instant(Date.parse(iso))
const monthly = (amount: number, from: string, until: string, zone = 'Europe/Berlin') =>
  amountDue({ amount, per: 'month' }, { from: at(from), until: at(until) }, zone)

describe('what is due for a rental', () => {
  test('is the price for each calendar month by the clock of the place, however long it is', () => {
    expect(monthly(10_000, '2026-01-31T23:00:00Z', '2026-02-28T23:00:00Z')).toBe(10_000)
    // In March the clock goes forward: a month of an hour less costs a month.
    expect(monthly(10_000, '2026-02-28T23:00:00Z', '2026-03-31T22:00:00Z')).toBe(10_000)
    expect(monthly(10_000, '2025-12-31T23:00:00Z', '2026-12-31T23:00:00Z')).toBe(120_000)
  })

  test('counts part of a month by its length, and rounds once, half up', () => {
    expect(monthly(3_100, '2026-01-01T00:00:00Z', '2026-01-02T00:00:00Z', 'UTC')).toBe(100)
    expect(monthly(31, '2026-01-01T00:00:00Z', '2026-01-01T12:00:00Z', 'UTC')).toBe(1)
    expect(monthly(31, '2026-01-01T00:00:00Z', '2026-01-01T11:59:59Z', 'UTC')).toBe(0)
    // A day of January and one of February: 1/31 and 1/28.
    expect(monthly(86_800, '2026-01-31T00:00:00Z', '2026-02-02T00:00:00Z', 'UTC')).toBe(5_900)
  })

  test('is by the week where that was agreed', () => {
    const week = { from: at('2026-03-02T00:00:00Z'), until: at('2026-03-09T00:00:00Z') }
    expect(amountDue({ amount: 700, per: 'week' }, week, 'UTC')).toBe(700)
    const days = { from: week.from, until: at('2026-03-05T00:00:00Z') }
    expect(amountDue({ amount: 700, per: 'week' }, days, 'UTC')).toBe(300)
  })

  test('is nothing for no time', () => {
    expect(monthly(10_000, '2026-01-01T00:00:00Z', '2026-01-01T00:00:00Z')).toBe(0)
  })

  test('of two halves is never more than a cent from the whole', () => {
    const moment = fc.integer({ min: Date.UTC(2026, 0), max: Date.UTC(2028, 0) })
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 1_000_000 }),
        moment,
        moment,
        moment,
        (amount, ...three) => {
          const [a, b, c] = three.toSorted((one, other) => one - other).map(instant) as [
            Instant,
            Instant,
            Instant,
          ]
          const due = (from: Instant, until: Instant) =>
            amountDue({ amount, per: 'month' }, { from, until }, 'Europe/Warsaw')
          expect(Math.abs(due(a, b) + due(b, c) - due(a, c))).toBeLessThanOrEqual(1)
        },
      ),
      { numRuns: 60 },
    )
  })
})
