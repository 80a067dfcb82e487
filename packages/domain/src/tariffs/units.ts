import { type Instant, later, minutes } from '@cubby/kit/clock'
import { dayBefore, type LocalClock, type LocalTime, nextDay } from './local-clock.ts'
import type { TariffCharge, TariffRate } from './tariff.ts'

/** A piece of time that was begun, and so is paid for. */
export type Unit = {
  kind: 'fixed' | 'period' | 'day' | 'step'
  /** Null: it has no length of its own. */
  minutes: number | null
  each: number
  /** When it begins, and on which day of the calendar there. */
  at: Instant
  date: string
}

export type UnitQuestion = {
  charge: TariffCharge
  holidays: readonly string[]
  clock: LocalClock
  begins: Instant
  ends: Instant
}

/** Every unit that was begun, in order. The first one always was. */
export function* unitsOf(question: UnitQuestion): Generator<Unit> {
  const { charge, clock, ends } = question
  const holidays = new Set(question.holidays)
  let at = question.begins
  for (let n = 0; n === 0 || at < ends; n++) {
    const local = clock(at)
    const unit = unitAt(charge, n, local, holidays)
    yield { ...unit, at, date: local.date }
    if (charge.kind === 'fixed') return
    at = unit.minutes === null ? nextDay(clock, at) : later(at, minutes(unit.minutes))
  }
}

function unitAt(
  charge: TariffCharge,
  n: number,
  local: LocalTime,
  holidays: ReadonlySet<string>,
): Pick<Unit, 'kind' | 'minutes' | 'each'> {
  switch (charge.kind) {
    case 'fixed':
      return { kind: 'fixed', minutes: null, each: charge.amount }
    case 'per-period':
      return { kind: 'period', minutes: charge.everyMinutes, each: rateAt(charge, local, holidays) }
    case 'per-day':
      return {
        kind: 'day',
        minutes: charge.day === 'calendar' ? null : 1_440,
        each: rateAt(charge, local, holidays),
      }
    case 'steps': {
      const step = charge.steps[n] ?? charge.steps.at(-1)
      if (!step) throw new RangeError('a charge by steps has at least one')
      return { kind: 'step', minutes: step.minutes, each: step.amount }
    }
  }
}

function rateAt(
  { amount, rates }: { amount: number; rates: readonly TariffRate[] },
  local: LocalTime,
  holidays: ReadonlySet<string>,
): number {
  return rates.find((rate) => holdsAt(rate, local, holidays))?.amount ?? amount
}

function holdsAt(rate: TariffRate, local: LocalTime, holidays: ReadonlySet<string>): boolean {
  const { days, onHolidays, fromMinute, toMinute } = rate
  const isOn = ({ date, weekday }: Pick<LocalTime, 'date' | 'weekday'>) =>
    holidays.has(date) ? onHolidays : days.includes(weekday)
  const { minute } = local
  if (fromMinute < toMinute) return minute >= fromMinute && minute < toMinute && isOn(local)
  return (minute >= fromMinute && isOn(local)) || (minute < toMinute && isOn(dayBefore(local)))
}
