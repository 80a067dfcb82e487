/** Codes are shown in two groups of four; other networks have shorter or longer ones. */
export const CODE_DIGITS = 8
const CODE_DIGITS_MIN = 6

/** The code with one more digit; what is complete takes none. */
export const withDigit = (code: string, digit: string): string =>
  code.length < CODE_DIGITS && /^\d$/.test(digit) ? code + digit : code

export const isComplete = (code: string) => code.length === CODE_DIGITS
/** Long enough that the machine would look at it. */
export const maySubmit = (code: string) => code.length >= CODE_DIGITS_MIN

/** Eight places, empty ones too, as two groups. */
export function codePlaces(code: string): [string[], string[]] {
  const places = Array.from({ length: CODE_DIGITS }, (_, at) => code[at] ?? '')
  return [places.slice(0, 4), places.slice(4)]
}
