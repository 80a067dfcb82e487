/** An amount in the smallest unit of its currency (cents, groszy, kopecks); never a fraction. */
export type Money = { readonly amount: number; readonly currency: string }

/** Builds an amount. Throws a `RangeError` for fractions and for anything that is no ISO 4217 code. */
export function money(amount: number, currency: string): Money {
  if (!Number.isSafeInteger(amount))
    throw new RangeError('an amount is a whole number of minor units')
  if (!/^[A-Z]{3}$/.test(currency)) throw new RangeError('a currency is three capital letters')
  return { amount, currency }
}
