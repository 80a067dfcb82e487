import { sql } from 'kysely'
import { wordsQuery } from '../activity/activity-search.ts'

/** Fewer digits would find half of the country. */
const PHONE_DIGITS_MIN = 4

/** Customers whose name or e-mail address has words that begin like this, or whose phone number is or ends like it. */
export function customersFoundBy(text: string) {
  const digits = phoneDigits(text)
  if (digits !== null) {
    const backwards = `${digits.split('').toReversed().join('')}%`
    return sql<boolean>`reverse(customer.phone) like ${backwards}`
  }
  const words = wordsQuery(text, 'all')
  // Of signs alone there is nothing to find.
  if (words === '') return sql<boolean>`false`
  return sql<boolean>`customer.search @@ to_tsquery('simple', ${words})`
}

/** The digits of what looks like a phone number, without the noughts that stand for a country at home. */
function phoneDigits(text: string): string | null {
  if (!/^[+\d][\d ()/.-]*$/.test(text)) return null
  const digits = text.replaceAll(/\D/g, '').replace(/^0+/, '')
  return digits.length < PHONE_DIGITS_MIN ? null : digits
}
