import { days, type Instant, instant, later, minutes } from '@cubby/kit/clock'
import { limits } from '@cubby/kit/limits'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Priced, priceOf } from './price.ts'
import {
  type TariffCharge,
  tariffProblems,
  type TariffRule,
  type TariffTerms,
  tariffTerms,
} from './tariff.ts'

const hourly: TariffCharge = { kind: 'per-period', everyMinutes: 60, amount: 200, rates: [] }
const aRule = (over: Partial<TariffRule> = {}): TariffRule => ({
  sizes: [],
  zones: [],
  free: { minutes: 0, isDeducted: false },
  charge: hourly,
  caps: { perDay: null, per24Hours: null, total: null },
  minimum: 0,
  ...over,
})
const terms = (rule: Partial<TariffRule> = {}, over: Partial<TariffTerms> = {}): TariffTerms => ({
  currency: 'EUR',
  vat: { basisPoints: 1_900, isIncluded: true },
  rules: [aRule(rule)],
  holidays: [],
  rounding: { step: 1, way: 'nearest' },
  ...over,
})
const at = (iso: string) => instant(Date.parse(iso))
/** A Thursday, ten in the morning in Berlin. */
const morning = at('2026-11-26T09:00:00Z')
const stay = (length: number, over: Partial<Priced> = {}): Priced => ({
  from: morning,
  until: later(morning, minutes(length)),
  size: 'M',
  zone: 'ambient',
  timeZone: 'Europe/Berlin',
  ...over,
})
const total = (tariff: TariffTerms, length: number, over: Partial<Priced> = {}) =>
  priceOf(tariff, stay(length, over)).total.amount

describe('a started hour', () => {
  test('is paid for in full, and exactly at its end the next has not begun', () => {
    const costs = [0, 1, 59, 60, 61, 120, 121].map((length) => total(terms(), length))
    expect(costs).toEqual([200, 200, 200, 200, 400, 400, 600])
  })

  test('does not begin by seconds', () => {
    const until = later(morning, minutes(60)) + 59_999
    expect(priceOf(terms(), stay(0, { until: instant(until) })).total.amount).toBe(200)
  })

  test('has 60 minutes also on the night on which clocks are set', () => {
    // From 20:00 to 10:00 by the clock of the place.
    const back = { from: at('2026-10-24T18:00:00Z'), until: at('2026-10-25T09:00:00Z') }
    const forward = { from: at('2026-03-28T19:00:00Z'), until: at('2026-03-29T08:00:00Z') }
    expect(total(terms(), 0, back)).toBe(15 * 200)
    expect(total(terms(), 0, forward)).toBe(13 * 200)
  })

  test('costs what the rate says at its beginning, also past midnight and on holidays', () => {
    const night = { days: [4], onHolidays: false, fromMinute: 1_320, toMinute: 360, amount: 100 }
    const holiday = { days: [], onHolidays: true, fromMinute: 0, toMinute: 1_440, amount: 50 }
    const tariff = terms(
      { charge: { ...hourly, rates: [holiday, night] } },
      { holidays: ['2026-11-28'] },
    )
    // Thursday 21:30 to Friday 07:00: 21:30 by day, 22:30 to 05:30 by night, 06:30 by day again.
    const { lines } = priceOf(
      tariff,
      stay(570, { from: at('2026-11-26T20:30:00Z'), until: at('2026-11-27T06:00:00Z') }),
    )
    expect(lines).toEqual([
      { kind: 'charge', unit: 'period', minutes: 60, count: 2, each: 200, amount: 400 },
      { kind: 'charge', unit: 'period', minutes: 60, count: 8, each: 100, amount: 800 },
    ])
    // Friday night is no night of Thursday's; from midnight on it is Saturday the holiday.
    const friday = { from: at('2026-11-27T22:00:00Z'), until: at('2026-11-28T00:00:00Z') }
    expect(total(tariff, 0, friday)).toBe(200 + 50)
  })
})

describe('a started day', () => {
  const daily = (day: '24-hours' | 'calendar'): TariffCharge => ({
    kind: 'per-day',
    day,
    amount: 500,
    rates: [],
  })

  test('of 24 hours begins anew 24 hours after the deposit', () => {
    const costs = [1, 1_440, 1_441].map((length) =>
      total(terms({ charge: daily('24-hours') }), length),
    )
    expect(costs).toEqual([500, 500, 1_000])
  })

  test('of the calendar begins at midnight there, whatever the length of the day', () => {
    const tariff = terms({ charge: daily('calendar') })
    // 14 hours are left of that Thursday.
    expect([839, 840, 841].map((length) => total(tariff, length))).toEqual([500, 500, 1_000])
    const long = { from: at('2026-10-24T22:30:00Z'), until: at('2026-10-25T23:00:00Z') }
    expect(total(tariff, 0, long)).toBe(500)
    expect(total(tariff, 0, { ...long, until: at('2026-10-25T23:01:00Z') })).toBe(1_000)
    const short = { from: at('2026-03-28T23:30:00Z'), until: at('2026-03-29T22:01:00Z') }
    expect(total(tariff, 0, short)).toBe(1_000)
  })

  test('ends also where a day has no midnight', () => {
    // In Beirut clocks go from 23:59 to 01:00.
    const beirut = { timeZone: 'Asia/Beirut', from: at('2024-03-30T20:00:00Z') }
    const tariff = terms({ charge: daily('calendar') })
    expect(total(tariff, 0, { ...beirut, until: at('2024-03-30T22:00:00Z') })).toBe(500)
    expect(total(tariff, 0, { ...beirut, until: at('2024-03-30T22:01:00Z') })).toBe(1_000)
  })
})

describe('other prices', () => {
  test('a fixed one is paid once', () => {
    const charge: TariffCharge = { kind: 'fixed', amount: 350 }
    expect([0, 10_000].map((length) => total(terms({ charge }), length))).toEqual([350, 350])
  })

  test('steps follow one another, and the last one comes again', () => {
    const charge: TariffCharge = {
      kind: 'steps',
      steps: [
        { minutes: 180, amount: 400 },
        { minutes: 540, amount: 300 },
        { minutes: 1_440, amount: 500 },
      ],
    }
    const costs = [180, 181, 720, 721, 2_161].map((length) => total(terms({ charge }), length))
    expect(costs).toEqual([400, 700, 700, 1_200, 1_700])
  })

  test('of a large or cold cell follow from the first rule that fits', () => {
    const tariff: TariffTerms = {
      ...terms(),
      rules: [
        aRule({ sizes: ['L', 'XL'], charge: { kind: 'fixed', amount: 900 } }),
        aRule({ zones: ['frozen'], charge: { kind: 'fixed', amount: 700 } }),
        aRule(),
      ],
    }
    expect(total(tariff, 1, { size: 'XL' })).toBe(900)
    expect(total(tariff, 1, { zone: 'frozen' })).toBe(700)
    expect(total(tariff, 1)).toBe(200)
  })
})

describe('free minutes', () => {
  test('are inclusive, and a longer stay pays for all of it or for what came after', () => {
    const free = (isDeducted: boolean) => terms({ free: { minutes: 15, isDeducted } })
    expect([15, 16, 60, 61].map((length) => total(free(false), length))).toEqual([0, 200, 200, 400])
    expect([15, 16, 75, 76].map((length) => total(free(true), length))).toEqual([0, 200, 200, 400])
  })

  test('need no minimum', () => {
    const tariff = terms({ free: { minutes: 15, isDeducted: false }, minimum: 300 })
    expect([15, 16].map((length) => total(tariff, length))).toEqual([0, 300])
  })
})

describe('VAT', () => {
  test('that is contained is told, and comes on top where it is not', () => {
    const contained = priceOf(terms(), stay(60))
    expect(contained).toMatchObject({
      net: { amount: 168 },
      vat: { amount: 32 },
      total: { amount: 200 },
    })
    const onTop = priceOf(terms({}, { vat: { basisPoints: 1_900, isIncluded: false } }), stay(60))
    expect(onTop).toMatchObject({
      net: { amount: 200 },
      vat: { amount: 38 },
      total: { amount: 238 },
    })
  })

  test('is exact also where a plain product would not be', () => {
    const charge: TariffCharge = {
      kind: 'per-period',
      everyMinutes: 15,
      amount: limits.tariffAmountMax - 1,
      rates: [],
    }
    const { total: sum, vat } = priceOf(terms({ charge }), stay(400 * 1_440))
    expect(sum.amount).toBe(38_400 * 9_999_999)
    expect(BigInt(vat.amount)).toBe((BigInt(sum.amount) * 1_900n * 2n + 11_900n) / (11_900n * 2n))
  })
})

const amount = fc.integer({ min: 0, max: 50 }).map((n) => n * 10)
const cap = fc.option(fc.integer({ min: 0, max: 300 }).map((n) => n * 10))
const rate = fc.record({
  days: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1, maxLength: 7 }),
  onHolidays: fc.boolean(),
  fromMinute: fc.integer({ min: 0, max: 719 }),
  toMinute: fc.integer({ min: 720, max: 1_440 }),
  amount,
})
const rates = fc.array(rate, { maxLength: 3 })
const charge: fc.Arbitrary<TariffCharge> = fc.oneof(
  fc.record({ kind: fc.constant('fixed' as const), amount }),
  fc.record({
    kind: fc.constant('per-period' as const),
    everyMinutes: fc.integer({ min: 15, max: 1_440 }),
    amount,
    rates,
  }),
  fc.record({
    kind: fc.constant('per-day' as const),
    day: fc.constantFrom('24-hours' as const, 'calendar' as const),
    amount,
    rates,
  }),
  fc.record({
    kind: fc.constant('steps' as const),
    steps: fc.array(fc.record({ minutes: fc.integer({ min: 15, max: 3_000 }), amount }), {
      minLength: 1,
      maxLength: 4,
    }),
  }),
)
const anyTerms: fc.Arbitrary<TariffTerms> = fc
  .record({
    charge,
    free: fc.record({ minutes: fc.integer({ min: 0, max: 300 }), isDeducted: fc.boolean() }),
    caps: fc.record({ perDay: cap, per24Hours: cap, total: cap }),
    minimum: amount,
    vat: fc.record({ basisPoints: fc.integer({ min: 0, max: 2_700 }), isIncluded: fc.boolean() }),
    rounding: fc.record({
      step: fc.constantFrom(1, 5, 10),
      way: fc.constantFrom('up' as const, 'down' as const, 'nearest' as const),
    }),
  })
  .map(({ vat, rounding, ...rule }) =>
    terms(rule, { vat, rounding, holidays: ['2026-10-26', '2026-12-25'] }),
  )
  .filter((tariff) => tariffProblems(tariff).length === 0)
const zone = fc.constantFrom('Europe/Berlin', 'America/Santiago', 'Asia/Kathmandu', 'UTC')
/** Around the days on which clocks are set, in both directions. */
const begin: fc.Arbitrary<Instant> = fc
  .tuple(
    fc.constantFrom('2026-03-28T12:00:00Z', '2026-10-24T12:00:00Z', '2026-09-05T12:00:00Z'),
    fc.integer({ min: 0, max: 2_880 }),
  )
  .map(([iso, offset]) => later(at(iso), minutes(offset)))
const length = fc.integer({ min: 0, max: 6 * 1_440 })

describe('whatever the tariff', () => {
  test('a price never sinks while time goes on', () => {
    fc.assert(
      fc.property(anyTerms, begin, zone, length, length, (tariff, from, timeZone, one, other) => {
        const costs = [Math.min(one, other), Math.max(one, other)].map((minutesLong) =>
          total(tariff, 0, { from, timeZone, until: later(from, minutes(minutesLong)) }),
        )
        expect(costs[0]).toBeLessThanOrEqual(costs[1] ?? 0)
      }),
    )
  })

  test('the lines sum up to the total, and net and VAT too', () => {
    fc.assert(
      fc.property(anyTerms, begin, zone, length, (tariff, from, timeZone, minutesLong) => {
        const until = later(from, minutes(minutesLong))
        const { lines, net, vat, total: sum } = priceOf(tariff, stay(0, { from, until, timeZone }))
        expect(lines.reduce((all, line) => all + line.amount, 0)).toBe(sum.amount)
        expect(net.amount + vat.amount).toBe(sum.amount)
        for (const line of lines)
          if (line.kind === 'charge') expect(line.amount).toBe(line.count * line.each)
        expect(sum.amount).toBeGreaterThanOrEqual(0)
      }),
    )
  })

  test('no cap is passed: not in total, not for each begun 24 hours, not for each day it touches', () => {
    fc.assert(
      fc.property(anyTerms, begin, zone, length, (tariff, from, timeZone, minutesLong) => {
        const until = later(from, minutes(minutesLong))
        const { net, vat, total: sum } = priceOf(tariff, stay(0, { from, until, timeZone }))
        const paid = tariff.vat.isIncluded ? sum.amount : net.amount
        expect(paid).toBe(sum.amount - (tariff.vat.isIncluded ? 0 : vat.amount))
        const { caps, minimum } = tariff.rules[0] ?? aRule()
        const rounds = Math.floor(minutesLong / 1_440) + 1
        const bound = (limit: number | null, times: number) =>
          limit === null ? Infinity : Math.max(limit * times, minimum)
        expect(paid).toBeLessThanOrEqual(bound(caps.total, 1))
        expect(paid).toBeLessThanOrEqual(bound(caps.per24Hours, rounds))
        expect(paid).toBeLessThanOrEqual(bound(caps.perDay, rounds + 1))
      }),
    )
  })

  test('a stay within the free minutes costs nothing', () => {
    fc.assert(
      fc.property(anyTerms, begin, zone, (tariff, from, timeZone) => {
        const free = tariff.rules[0]?.free.minutes ?? 0
        fc.pre(free > 0)
        const until = later(from, minutes(free))
        expect(total(tariff, 0, { from, until, timeZone })).toBe(0)
      }),
    )
  })

  test('after 400 days it does not grow any more', () => {
    expect(total(terms(), 0, { until: later(morning, days(4_000)) })).toBe(400 * 24 * 200)
  })
})

describe('a tariff is refused at the field', () => {
  const pointers = (tariff: TariffTerms) => tariffProblems(tariff).map(({ pointer }) => pointer)
  test.each([
    ['/currency', terms({}, { currency: 'XQQ' })],
    ['/holidays/0', terms({}, { holidays: ['2026-02-30'] })],
    ['/holidays/1', terms({}, { holidays: ['2026-12-25', '2026-12-25'] })],
    ['/rules/0/sizes', terms({ sizes: ['L'] })],
    [
      '/rules/0/caps/total',
      terms(
        { caps: { perDay: null, per24Hours: null, total: 105 } },
        { rounding: { step: 10, way: 'up' } },
      ),
    ],
    [
      '/rules/0/minimum',
      terms({ minimum: 500, caps: { perDay: null, per24Hours: null, total: 400 } }),
    ],
    [
      '/rules/0/charge/rates/0/days',
      terms({
        charge: {
          ...hourly,
          rates: [{ days: [], onHolidays: false, fromMinute: 0, toMinute: 60, amount: 1 }],
        },
      }),
    ],
    [
      '/rules/0/charge/rates/0/toMinute',
      terms({
        charge: {
          ...hourly,
          rates: [{ days: [1], onHolidays: false, fromMinute: 60, toMinute: 60, amount: 1 }],
        },
      }),
    ],
  ])('%s', (pointer, tariff) => {
    expect(pointers(tariff)).toEqual([pointer])
  })

  test('also one that is for no cell', () => {
    expect(pointers({ ...terms(), rules: [aRule(), aRule()] })).toEqual(['/rules/0/sizes'])
    expect(tariffTerms.safeParse({ ...terms(), rules: [] }).success).toBe(false)
  })
})
