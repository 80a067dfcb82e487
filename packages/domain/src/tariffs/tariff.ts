import { limits } from '@cubby/kit/limits'
import { z } from 'zod'
import { zones } from '../cells/layout.ts'
import { text } from '../shapes.ts'

/** A tariff is data: what a stay costs follows from it, from the time it lasted and from the cell (`price.ts`). */

/** In the smallest unit of the currency. */
const amount = z.int().min(0).max(limits.tariffAmountMax)
const minuteOfDay = z.int().min(0).max(1_440)
/** A day by the calendar of the place. */
const calendarDay = z.string().regex(/^20\d{2}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/)

/** Another price at some times, by the clock of the place. The first that fits counts. */
const rate = z.strictObject({
  /** As ISO 8601 counts: 1 is Monday. A holiday is none of them. */
  days: z.array(z.int().min(1).max(7)).max(7),
  onHolidays: z.boolean(),
  fromMinute: minuteOfDay,
  /** What ends before it begins goes past midnight and belongs to the day on which it began. */
  toMinute: minuteOfDay,
  amount,
})
const rates = z.array(rate).max(20)

const charge = z.discriminatedUnion('kind', [
  /** Once, however long it lasts. */
  z.strictObject({ kind: z.literal('fixed'), amount }),
  /** For every period that was begun: a started hour has 60 minutes. */
  z.strictObject({
    kind: z.literal('per-period'),
    everyMinutes: z.int().min(limits.tariffPeriodMinutesMin).max(1_440),
    amount,
    rates,
  }),
  /** For every 24 hours begun since the beginning, or for every day of the calendar that it touches. */
  z.strictObject({
    kind: z.literal('per-day'),
    day: z.enum(['24-hours', 'calendar']),
    amount,
    rates,
  }),
  /** One after the other; the last one again and again. */
  z.strictObject({
    kind: z.literal('steps'),
    steps: z
      .array(
        z.strictObject({ minutes: z.int().min(limits.tariffPeriodMinutesMin).max(43_200), amount }),
      )
      .min(1)
      .max(20),
  }),
])

const rule = z.strictObject({
  /** Size classes of cells (their `type`) for which it holds; none: for all. */
  sizes: z.array(text(20)).max(20),
  /** Temperature zones for which it holds; none: for all. */
  zones: z.array(z.enum(zones)).max(zones.length),
  free: z.strictObject({
    /** A stay of so many minutes costs nothing, the last one included. */
    minutes: z.int().min(0).max(10_080),
    /** A longer one pays for the time after them; else for all of it. */
    isDeducted: z.boolean(),
  }),
  charge,
  caps: z.strictObject({
    /** For what begins on one day of the calendar. */
    perDay: amount.nullable(),
    /** For what begins within 24 hours, counted from the beginning. */
    per24Hours: amount.nullable(),
    total: amount.nullable(),
  }),
  /** What a stay that is not free costs at least. */
  minimum: amount,
})

export const tariffTerms = z.strictObject({
  currency: z.string().regex(/^[A-Z]{3}$/),
  vat: z.strictObject({
    /** In hundredths of a percent: 1900 is 19 %. */
    basisPoints: z.int().min(0).max(10_000),
    /** True: the amounts here contain it; false: it comes on top. */
    isIncluded: z.boolean(),
  }),
  /** The first that fits the cell counts; the last one holds for all cells. */
  rules: z.array(rule).min(1).max(20),
  holidays: z.array(calendarDay).max(400),
  /** Of the amount without a VAT that comes on top. */
  rounding: z.strictObject({
    step: z.int().min(1).max(100_000),
    way: z.enum(['up', 'down', 'nearest']),
  }),
})

export type TariffTerms = z.infer<typeof tariffTerms>
export type TariffRule = z.infer<typeof rule>
export type TariffCharge = z.infer<typeof charge>
export type TariffRate = z.infer<typeof rate>
export type TariffProblem = { pointer: string; code: string; detail: string }

/** What shapes cannot say of a tariff, each at its place. */
export function tariffProblems(terms: TariffTerms): TariffProblem[] {
  const last = terms.rules.length - 1
  return [
    ...(Intl.supportedValuesOf('currency').includes(terms.currency)
      ? []
      : [
          {
            pointer: '/currency',
            code: 'wrong-format',
            detail: 'is no currency in use (ISO 4217)',
          },
        ]),
    ...holidayProblems(terms.holidays),
    ...terms.rules.flatMap((one, at) => [
      ...reachProblems(one, at, at === last),
      ...amountProblems(one, `/rules/${at}`, terms.rounding.step),
      ...rateProblems(one.charge, `/rules/${at}/charge/rates`),
    ]),
  ]
}

function holidayProblems(holidays: readonly string[]): TariffProblem[] {
  return holidays.flatMap((day, at) => {
    const pointer = `/holidays/${at}`
    if (new Date(`${day}T00:00:00Z`).toISOString().slice(0, 10) !== day)
      return [{ pointer, code: 'wrong-format', detail: 'there is no such day' }]
    return holidays.indexOf(day) < at
      ? [{ pointer, code: 'duplicate', detail: 'this day stands here twice' }]
      : []
  })
}

function reachProblems({ sizes, zones: cold }: TariffRule, at: number, isLast: boolean) {
  const isForAll = sizes.length === 0 && cold.length === 0
  if (isLast && !isForAll)
    return [
      {
        pointer: `/rules/${at}/sizes`,
        code: 'not-allowed',
        detail: 'the last rule is for all cells that no other rule names',
      },
    ]
  return !isLast && isForAll
    ? [
        {
          pointer: `/rules/${at}/sizes`,
          code: 'missing',
          detail: 'name sizes or zones, or the rules below are never used',
        },
      ]
    : []
}

/** Rounding must neither lift a price above a cap nor sink it below the minimum. */
function amountProblems({ caps, minimum }: TariffRule, pointer: string, step: number) {
  const named = { ...caps, minimum }
  const uneven = Object.entries(named)
    .filter(([, value]) => value !== null && value % step !== 0)
    .map(([name]) => ({
      pointer: name === 'minimum' ? `${pointer}/minimum` : `${pointer}/caps/${name}`,
      code: 'not-rounded',
      detail: `must be a multiple of the rounding step, ${step}`,
    }))
  return caps.total !== null && caps.total < minimum
    ? [
        ...uneven,
        { pointer: `${pointer}/minimum`, code: 'out-of-range', detail: 'is more than the cap' },
      ]
    : uneven
}

function rateProblems(one: TariffCharge, pointer: string): TariffProblem[] {
  if (!('rates' in one)) return []
  return one.rates.flatMap(({ days, onHolidays, fromMinute, toMinute }, at) => [
    ...(days.length === 0 && !onHolidays
      ? [{ pointer: `${pointer}/${at}/days`, code: 'missing', detail: 'name at least one day' }]
      : []),
    ...(fromMinute === toMinute
      ? [{ pointer: `${pointer}/${at}/toMinute`, code: 'out-of-range', detail: 'has no length' }]
      : []),
  ])
}
