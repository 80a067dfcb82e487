import { days, type Instant, later, minutes } from '@cubby/kit/clock'
import { limits } from '@cubby/kit/limits'
import { type Money, money } from '@cubby/kit/money'
import type { Zone } from '../cells/layout.ts'
import { type LocalClock, localClock } from './local-clock.ts'
import type { TariffRule, TariffTerms } from './tariff.ts'
import { type Unit, unitsOf } from './units.ts'

/** What is priced: one stay, in a cell of this size class and zone, at a place with this time zone (IANA). */
export type Priced = { from: Instant; until: Instant; size: string; zone: Zone; timeZone: string }

/** Amounts in the smallest unit of the currency; those of all lines together are the total. */
export type PriceLine =
  /** So many minutes cost nothing. */
  | { kind: 'free'; minutes: number; amount: 0 }
  /** `count` units of so many minutes (null: of any length), `each` for so much. */
  | {
      kind: 'charge'
      unit: Unit['kind']
      minutes: number | null
      count: number
      each: number
      amount: number
    }
  /** Taken off because a cap was reached. */
  | { kind: 'cap'; cap: Cap; limit: number; amount: number }
  | { kind: 'minimum'; limit: number; amount: number }
  | { kind: 'rounding'; step: number; amount: number }
  /** On top; a VAT that is contained has no line. */
  | { kind: 'vat'; basisPoints: number; amount: number }

export type Cap = 'perDay' | 'per24Hours' | 'total'
export type Price = { lines: PriceLine[]; net: Money; vat: Money; total: Money }

/**
 * What a stay costs under these terms (checked by `tariffProblems`), exactly and line by line.
 *
 * - Time is counted in whole minutes from the first deposit to the last collection; seconds are not charged.
 * - A period or a day counts in full once it was begun; exactly at its end the next one has not begun. The first one is
 *   begun by the deposit itself.
 * - A period belongs to the moment at which it begins: that moment decides by the clock of the place which rate holds and to
 *   which day, or which 24 hours, it counts for the caps. An hour has 60 minutes also when clocks are set.
 * - Free minutes are inclusive.
 * - Caps first, then the minimum, then rounding, then a VAT that comes on top.
 * - It never sinks while time goes on. After `limits.pricedFor` it does not grow any more: such a stay is settled by hand.
 *
 * Throws a `RangeError` for a time zone that does not exist.
 */
export function priceOf(terms: TariffTerms, priced: Priced): Price {
  const rule = ruleFor(terms, priced)
  const clock = localClock(priced.timeZone)
  const lines = timeLines(rule, terms.holidays, priced, clock)
  const isFree = lines.every(({ kind }) => kind === 'free')
  if (!isFree) {
    const lacking = rule.minimum - sumOf(lines)
    if (lacking > 0) lines.push({ kind: 'minimum', limit: rule.minimum, amount: lacking })
  }
  const { step, way } = terms.rounding
  const rounding = rounded(sumOf(lines), step, way) - sumOf(lines)
  if (rounding !== 0) lines.push({ kind: 'rounding', step, amount: rounding })
  return withVat(terms, lines)
}

/** The last rule is for all cells, so there always is one. */
function ruleFor({ rules }: TariffTerms, { size, zone }: Priced): TariffRule {
  const fits = rules.find(
    ({ sizes, zones }) =>
      (sizes.length === 0 || sizes.includes(size)) && (zones.length === 0 || zones.includes(zone)),
  )
  const rule = fits ?? rules.at(-1)
  if (!rule) throw new RangeError('a tariff has at least one rule')
  return rule
}

function timeLines(
  rule: TariffRule,
  holidays: readonly string[],
  { from, until }: Priced,
  clock: LocalClock,
): PriceLine[] {
  const { free } = rule
  const elapsed = minutesBetween(from, until)
  if (free.minutes > 0 && elapsed <= free.minutes)
    return [{ kind: 'free', minutes: elapsed, amount: 0 }]
  const deducted = free.isDeducted ? free.minutes : 0
  const begins = later(from, minutes(deducted))
  const ends = later(from, minutes(elapsed))
  const lines: PriceLine[] = deducted > 0 ? [{ kind: 'free', minutes: deducted, amount: 0 }] : []
  const units = unitsOf({ charge: rule.charge, holidays, clock, begins, ends })
  return [...lines, ...charged(units, rule.caps, begins)]
}

/** Whole minutes; a clock that was set back counts as no time. */
function minutesBetween(from: Instant, until: Instant): number {
  const ms = Math.min(Math.max(until - from, 0), limits.pricedFor)
  return (ms - (ms % minutes(1))) / minutes(1)
}

type ChargeLine = Extract<PriceLine, { kind: 'charge' }>

/** Units of one kind and price on one line, then what the caps take off. */
function charged(units: Iterable<Unit>, caps: TariffRule['caps'], begins: Instant): PriceLine[] {
  const lines = new Map<string, ChargeLine>()
  const off: Record<Cap, number> = { perDay: 0, per24Hours: 0, total: 0 }
  const used = new Map<string, number>()
  for (const { kind: unit, minutes: length, each, at, date } of units) {
    const key = `${unit} ${length} ${each}`
    const line = lines.get(key) ?? {
      kind: 'charge',
      unit,
      minutes: length,
      count: 0,
      each,
      amount: 0,
    }
    lines.set(key, { ...line, count: line.count + 1, amount: line.amount + each })
    const round = Math.trunc((at - begins) / days(1))
    const windows = { perDay: date, per24Hours: `#${round}`, total: '' }
    let left = each
    for (const cap of ['perDay', 'per24Hours', 'total'] as const) {
      const room = (caps[cap] ?? Infinity) - (used.get(windows[cap]) ?? 0)
      const fits = Math.min(left, Math.max(room, 0))
      off[cap] += left - fits
      left = fits
    }
    for (const window of Object.values(windows)) used.set(window, (used.get(window) ?? 0) + left)
  }
  const taken = (['perDay', 'per24Hours', 'total'] as const).flatMap((cap): PriceLine[] =>
    off[cap] === 0 ? [] : [{ kind: 'cap', cap, limit: caps[cap] ?? 0, amount: -off[cap] }],
  )
  return [...lines.values(), ...taken]
}

const sumOf = (lines: readonly PriceLine[]) => lines.reduce((sum, { amount }) => sum + amount, 0)

/** Down to or up to a multiple of the step; half a step goes up. */
function rounded(amount: number, step: number, way: TariffTerms['rounding']['way']): number {
  const rest = amount % step
  if (rest === 0) return amount
  const isUp = way === 'up' || (way === 'nearest' && rest * 2 >= step)
  return amount - rest + (isUp ? step : 0)
}

function withVat({ vat, currency }: TariffTerms, lines: PriceLine[]): Price {
  const sum = sumOf(lines)
  const { basisPoints, isIncluded } = vat
  const share = shareOf(sum, basisPoints, isIncluded ? 10_000 + basisPoints : 10_000)
  if (!isIncluded && share !== 0) lines.push({ kind: 'vat', basisPoints, amount: share })
  const total = isIncluded ? sum : sum + share
  return {
    lines,
    net: money(total - share, currency),
    vat: money(share, currency),
    total: money(total, currency),
  }
}

/** `sum * part / whole` in whole numbers; what is exactly half goes up. The product is too large for a plain number. */
function shareOf(sum: number, part: number, whole: number): number {
  const divisor = BigInt(whole)
  return Number((BigInt(sum) * BigInt(part) * 2n + divisor) / (divisor * 2n))
}
