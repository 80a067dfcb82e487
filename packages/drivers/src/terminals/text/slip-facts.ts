/** What can be read out of a slip for certain enough to compare it with another. */
export type SlipFacts = {
  text: string
  /** The bank's reference, behind its name. */
  reference: string | null
  /** In minor units: the first sum on it. */
  amount: number | null
  isApproved: boolean
}

const dates = /\d{1,4}[./-]\d{1,2}[./-]\d{2,4}/g
/** Digits in groups or in a row, bounded: a slip may be 64 KiB of them. */
const sums = /(?<!\d)(?:\d{1,3}(?: \d{3}){1,3}|\d{1,10})[.,=-]\d\d(?!\d)/g

/** Reads the slip of a terminal that answers in no better way. */
export function slipFacts(text: string): SlipFacts {
  const reference = /(?:RRN|Ссылка)[\s:.№#]*(\d{6,14})/i.exec(text)?.[1] ?? null
  const isApproved = /ОДОБРЕНО|APPROVED|TASDIQLANDI|COD RASPUNS: 000/i.test(text)
  return { text, reference, amount: sumsOf(text)[0] ?? null, isApproved }
}

/** Whether the slip is about this amount in minor units: `12.50`, `12,50`, `12=50` or `1 250.00`. */
export const mentions = (slip: string, amount: number): boolean => sumsOf(slip).includes(amount)

/**
 * Whether the slip of an approval lets it be one of this amount: it names the amount, or approves and names no sum at all. One
 * that names only other sums is about something else, and an empty one about nothing.
 */
export const allows = (slip: string, amount: number): boolean => {
  const sums = sumsOf(slip.replaceAll(dates, ''))
  return sums.length === 0 ? slipFacts(slip).isApproved : sums.includes(amount)
}

const sumsOf = (slip: string): number[] =>
  Array.from(slip.matchAll(sums), ([sum]) => Number(sum.replace(/\D/g, '')))
