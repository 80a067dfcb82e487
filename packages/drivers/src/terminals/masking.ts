import { limits } from '@cubby/kit/limits'

/** 13 to 19 digits, perhaps in groups. Twelve-digit numbers are references far more often than cards. */
const digitRuns = /(?<![\d*])\d(?:[ -]?\d){12,18}(?![\d])/g

const controlCharacters = /\p{Cc}/gu

/** The check that every card number passes, and nine of ten other numbers do not. */
function isCardNumber(digits: string): boolean {
  let sum = 0
  for (let i = 0; i < digits.length; i++) {
    const digit = Number(digits[digits.length - 1 - i])
    const doubled = digit * 2
    sum += i % 2 === 0 ? digit : doubled > 9 ? doubled - 9 : doubled
  }
  return sum % 10 === 0
}

/** The text with everything in it that could be a whole card number reduced to its last four digits. */
export function withoutCards(text: string): string {
  return text.replace(digitRuns, (run) => {
    const digits = run.replace(/\D/g, '')
    return isCardNumber(digits) ? `${'*'.repeat(digits.length - 4)}${digits.slice(-4)}` : run
  })
}

/** What a terminal calls a masked card, held to it: at most the last four digits; null when there are none. */
export function maskedCard(text: string | null | undefined): string | null {
  const last = /(\d{2,4})\D*$/.exec((text ?? '').slice(0, 64))?.[1]
  return last === undefined ? null : `*${last}`
}

/** A slip as it may be kept and shown: bounded, without cards and control characters. */
export function slipOf(text: string): string[] {
  const lines = withoutCards(text)
    .split(/\r\n|\r|\n/)
    .slice(0, limits.slipLinesMax)
    .map((line) => line.replace(controlCharacters, '').slice(0, limits.slipLineCharsMax).trimEnd())
  while (lines.at(-1) === '') lines.pop()
  while (lines[0] === '') lines.shift()
  return lines
}

/** A receipt's short field: trimmed, bounded, no card; null when empty. */
export function shortField(text: string | null | undefined): string | null {
  const short = withoutCards((text ?? '').trim()).slice(0, 64)
  return short === '' ? null : short
}
