import type { createRental } from '@cubby/protocol/operations/rentals/create-rental'
import type { RentalReply } from '@cubby/protocol/operations/rentals/rental-shapes'
import type { z } from 'zod'
import type { Say } from '../../text.ts'

/** What is agreed on, as it is typed. */
export type Terms = {
  until: string
  amount: string
  currency: string
  per: 'month' | 'week'
  quota: string
  commonCells: boolean
  note: string
}

type Agreed = Pick<
  z.infer<typeof createRental.body>,
  'until' | 'price' | 'quota' | 'commonCells' | 'note'
>

/** A day as a field of the page holds it, by the clock of whoever looks. */
export function dayText(at: number): string {
  const date = new Date(at)
  const two = (value: number) => String(value).padStart(2, '0')
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`
}

/** Midnight at the beginning of this day, by that clock; null for what is no day. */
export function midnightOf(day: string): string | null {
  const at = Date.parse(`${day}T00:00`)
  return Number.isNaN(at) ? null : new Date(at).toISOString()
}

const MONTH = 30 * 86_400_000

export const emptyTerms = (): Terms => ({
  until: dayText(Date.now() + MONTH),
  amount: '',
  currency: 'EUR',
  per: 'month',
  quota: '',
  commonCells: false,
  note: '',
})

export const termsOf = ({ until, price, quota, commonCells, note }: RentalReply): Terms => ({
  until: dayText(Date.parse(until)),
  amount: String(price.amount / 10 ** digitsOf(price.currency)),
  currency: price.currency,
  per: price.per,
  quota: quota === null ? '' : String(quota),
  commonCells,
  note: note ?? '',
})

/** How many places the currency has after the point; two where nobody knows it. */
function digitsOf(currency: string): number {
  try {
    const form = new Intl.NumberFormat('en', { style: 'currency', currency })
    return form.resolvedOptions().maximumFractionDigits ?? 2
  } catch {
    return 2
  }
}

/** Money as the language writes it. */
export const moneyText = (
  intl: string,
  { amount, currency }: { amount: number; currency: string },
) =>
  new Intl.NumberFormat(intl, { style: 'currency', currency }).format(
    amount / 10 ** digitsOf(currency),
  )

/** Whole minor units; null for what is no price. A comma is a point to half of our people. */
function minorUnits({ amount, currency }: Terms): number | null {
  const typed = amount.trim().replace(',', '.')
  if (!/^\d{1,9}(\.\d+)?$/.test(typed)) return null
  const [whole = '', rest = ''] = typed.split('.')
  const digits = digitsOf(currency)
  return rest.length > digits ? null : Number(`${whole}${rest.padEnd(digits, '0')}`)
}

/** What is wrong with the terms, by field. */
export function termsTroubles(
  t: Say,
  terms: Terms,
  cells: number,
): Partial<Record<keyof Terms, string>> {
  const { quota } = terms
  const isQuota = /^\d+$/.test(quota) && Number(quota) >= 1 && Number(quota) <= cells
  return {
    ...(midnightOf(terms.until) ? {} : { until: t('form.missing') }),
    ...(minorUnits(terms) === null ? { amount: t('rental.price.wrong') } : {}),
    ...(/^[A-Z]{3}$/.test(terms.currency) ? {} : { currency: t('rental.currency.wrong') }),
    ...(quota === '' || isQuota ? {} : { quota: t('rental.quota.wrong') }),
  }
}

/** The terms as the API takes them; they were checked. */
export const agreedOf = (terms: Terms): Agreed => ({
  until: midnightOf(terms.until) ?? '',
  price: { amount: minorUnits(terms) ?? 0, currency: terms.currency, per: terms.per },
  quota: terms.quota === '' ? null : Number(terms.quota),
  commonCells: terms.commonCells,
  note: terms.note.trim() === '' ? null : terms.note.trim(),
})
