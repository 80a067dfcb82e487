import type { Instant } from '@cubby/kit/clock'

/** A rental of all its cells: so much in each month or week. */
export type Price = { amount: number; per: 'month' | 'week' }

const DAY = 86_400_000
const WEEK = 7 * DAY

/**
 * What is due for this time, in whole minor units. Calendar months by the clock of the place count in full, a part of one by its
 * length; weeks are seven times 24 hours. The exact sum is rounded once, half up: the parts of a month never cost more or less than the month.
 */
export function amountDue(
  { amount, per }: Price,
  { from, until }: { from: Instant; until: Instant },
  timeZone: string,
): number {
  if (until <= from) return 0
  if (per === 'week') return rounded(BigInt(amount) * BigInt(until - from), BigInt(WEEK))
  let sum = { over: 0n, under: 1n }
  for (const month of monthsOf(from, until, timeZone)) {
    const part = BigInt(Math.min(until, month.until) - Math.max(from, month.from))
    const whole = BigInt(month.until - month.from)
    sum = { over: sum.over * whole + part * sum.under, under: sum.under * whole }
    const divisor = common(sum.over, sum.under)
    sum = { over: sum.over / divisor, under: sum.under / divisor }
  }
  return rounded(BigInt(amount) * sum.over, sum.under)
}

const rounded = (over: bigint, under: bigint) => Number((2n * over + under) / (2n * under))

function common(one: bigint, other: bigint): bigint {
  return other === 0n ? one : common(other, one % other)
}

/** The calendar months that the time touches, each from midnight to midnight by that clock. */
function monthsOf(from: Instant, until: Instant, timeZone: string) {
  const begin = localDate(from, timeZone)
  const months: { from: number; until: number }[] = []
  for (let month = begin.month; ; month++) {
    const starts = midnight(begin.year, month, timeZone)
    if (starts >= until) return months
    months.push({ from: starts, until: midnight(begin.year, month + 1, timeZone) })
  }
}

/** The first of a month (0 is January; more than 11 is a later year), midnight by that clock. */
function midnight(year: number, month: number, timeZone: string): number {
  const asUtc = Date.UTC(year, month, 1)
  // The offset at about that time; once more, as it may change in between.
  const guess = asUtc - offsetAt(asUtc, timeZone)
  return asUtc - offsetAt(guess, timeZone)
}

function offsetAt(at: number, timeZone: string): number {
  const { year, month, day, hour, minute } = localDate(at, timeZone)
  return Date.UTC(year, month, day, hour, minute) - Math.floor(at / 60_000) * 60_000
}

function localDate(at: number, timeZone: string) {
  const parts = new Map(
    clockOf(timeZone)
      .formatToParts(at)
      .map(({ type, value }) => [type, Number(value)]),
  )
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? 0
  return {
    year: part('year'),
    month: part('month') - 1,
    day: part('day'),
    hour: part('hour'),
    minute: part('minute'),
  }
}

const clockOf = (timeZone: string) =>
  new Intl.DateTimeFormat('en-GB', {
    timeZone,
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    hourCycle: 'h23',
  })
