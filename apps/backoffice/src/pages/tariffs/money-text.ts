/** How an amount in the smallest unit is written; the plain number with its code where the currency is unknown. */
export function moneyText(intl: string, amount: number, currency: string): string {
  const format = formatOf(intl, currency)
  if (format === null) return `${amount} ${currency}`
  return format.format(amount / 10 ** digitsOf(intl, currency))
}

/** Digits behind the comma: two for euros, none for yen. */
export const digitsOf = (intl: string, currency: string): number =>
  formatOf(intl, currency)?.resolvedOptions().maximumFractionDigits ?? 2

function formatOf(intl: string, currency: string) {
  try {
    return new Intl.NumberFormat(intl, { style: 'currency', currency })
  } catch {
    return null
  }
}
