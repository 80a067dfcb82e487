import {
  type TariffCharge,
  tariffProblems,
  type TariffRate,
  type TariffRule,
  type TariffTerms,
  tariffTerms,
} from '@cubby/domain/tariffs/tariff'
import { named, type Say } from '../../text.ts'

/** A tariff as the form shows it; moments as the browser's own field writes them, empty where there is none. */
export type TariffValues = {
  name: string
  organization: string | null
  terms: TariffTerms
  validFrom: string
  validUntil: string
}

export const newRate: TariffRate = {
  days: [6, 7],
  onHolidays: true,
  fromMinute: 0,
  toMinute: 1_440,
  amount: 0,
}

export const newRule = (): TariffRule => ({
  sizes: [],
  zones: [],
  free: { minutes: 0, isDeducted: false },
  charge: { kind: 'per-period', everyMinutes: 60, amount: 200, rates: [] },
  caps: { perDay: null, per24Hours: null, total: null },
  minimum: 0,
})

export const newTerms = (): TariffTerms => ({
  currency: 'EUR',
  vat: { basisPoints: 1_900, isIncluded: true },
  rules: [newRule()],
  holidays: [],
  rounding: { step: 1, way: 'nearest' },
})

/** The same charge as another kind, keeping its amount. */
export function chargeOf(kind: string, before: TariffCharge): TariffCharge {
  const amount = before.kind === 'steps' ? (before.steps[0]?.amount ?? 0) : before.amount
  const rates = 'rates' in before ? before.rates : []
  switch (kind) {
    case 'fixed':
      return { kind, amount }
    case 'per-day':
      return { kind, day: '24-hours', amount, rates }
    case 'steps':
      return { kind, steps: [{ minutes: 60, amount }] }
    default:
      return { kind: 'per-period', everyMinutes: 60, amount, rates }
  }
}

/** What is wrong, by its place in the terms (a JSON pointer): the same rules as the server's. */
export function troublesOf(t: Say, terms: TariffTerms): Record<string, string> {
  const read = tariffTerms.safeParse(terms)
  const problems = read.success
    ? tariffProblems(terms)
    : read.error.issues.map(({ path }) => ({
        pointer: `/${path.map(String).join('/')}`,
        code: 'out-of-range',
        detail: '',
      }))
  return Object.fromEntries(
    problems.map(({ pointer, code, detail }) => {
      const known = named(t, 'trouble.field', code)
      return [pointer, known === code ? detail : known]
    }),
  )
}

/** The moment of a field as the API takes it; undefined when it is empty. */
export const isoOf = (field: string) => (field === '' ? undefined : new Date(field).toISOString())
