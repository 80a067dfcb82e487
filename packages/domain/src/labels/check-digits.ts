const digitsOf = (text: string) => Array.from(text, Number)
const isDigits = (text: string) => /^\d+$/.test(text)

/** GS1 mod 10: weights 3 and 1 from the right. Of a number that ends with its check digit; GTIN, SSCC and many carriers. */
export function holdsMod10(number: string): boolean {
  if (!isDigits(number)) return false
  const sum = digitsOf(number)
    .reverse()
    .reduce((total, digit, at) => total + digit * (at % 2 === 0 ? 1 : 3), 0)
  return sum % 10 === 0
}

/** Luhn's mod 10: every second digit doubled, counted from the right. */
export function holdsLuhn(number: string): boolean {
  if (!isDigits(number)) return false
  const sum = digitsOf(number)
    .reverse()
    .reduce((total, digit, at) => total + (at % 2 === 0 ? digit : doubled(digit)), 0)
  return sum % 10 === 0
}
const doubled = (digit: number) => (digit > 4 ? 2 * digit - 9 : 2 * digit)

/** The remainder by seven of all digits but the last is the last. Long numbers are divided digit by digit, so that none is lost. */
export function holdsMod7(number: string): boolean {
  if (!isDigits(number) || number.length < 2) return false
  const digits = digitsOf(number)
  const rest = digits.slice(0, -1).reduce((remainder, digit) => (remainder * 10 + digit) % 7, 0)
  return rest === digits.at(-1)
}

/** UPU S10: weights 8 6 4 2 3 5 9 7 over eight digits, mod 11, with 10 as 0 and 11 as 5. */
export function holdsS10(nineDigits: string): boolean {
  if (!/^\d{9}$/.test(nineDigits)) return false
  const rest = 11 - (weighted(nineDigits.slice(0, 8), [8, 6, 4, 2, 3, 5, 9, 7]) % 11)
  return Number(nineDigits[8]) === (rest === 10 ? 0 : rest === 11 ? 5 : rest)
}

/** The sum of digits times weights, mod 11, of which the last digit is the check digit: FedEx. */
export function holdsWeightedMod11(number: string, weights: readonly number[]): boolean {
  if (!isDigits(number) || number.length !== weights.length + 1) return false
  return (weighted(number, weights) % 11) % 10 === Number(number.at(-1))
}

function weighted(digits: string, weights: readonly number[]): number {
  return weights.reduce((total, weight, at) => total + weight * Number(digits[at]), 0)
}

/** UPS: letters count as their place in the alphabet plus two, mod 10; every second character doubled. Of what follows `1Z`. */
export function holdsUps(number: string): boolean {
  if (!/^[0-9A-Z]{2,}\d$/.test(number)) return false
  const values = Array.from(number.slice(0, -1), (char) =>
    /\d/.test(char) ? Number(char) : ((char.codePointAt(0) ?? 0) - 63) % 10,
  )
  const sum = values.reduce((total, value, at) => total + value * (at % 2 === 0 ? 1 : 2), 0)
  return (10 - (sum % 10)) % 10 === Number(number.at(-1))
}

const alphabet36 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ'

/** ISO 7064 mod 37,36: the last character checks the ones before, letters included. DPD. */
export function holdsMod37of36(text: string): boolean {
  if (!/^[0-9A-Z]{2,}$/.test(text)) return false
  let rest = 36
  for (const char of text.slice(0, -1)) {
    rest += alphabet36.indexOf(char)
    if (rest > 36) rest -= 36
    rest *= 2
    if (rest >= 37) rest -= 37
  }
  return alphabet36.indexOf(text.at(-1) ?? '') === (37 - rest) % 36
}
