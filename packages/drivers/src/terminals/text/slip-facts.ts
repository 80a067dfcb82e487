/** What can be read out of a slip for certain enough to compare it with another. */
export type SlipFacts = {
  text: string
  /** The bank's reference, behind its name. */
  reference: string | null
  /** In minor units: the first sum on it. */
  amount: number | null
  isApproved: boolean
}

const sums = /\d[\d ]*[.,=-]\d\d(?!\d)/g

/** Reads the slip of a terminal that answers in no better way. */
export function slipFacts(text: string): SlipFacts {
  const reference = /(?:RRN|Ссылка)[\s:.№#]*(\d{6,14})/i.exec(text)?.[1] ?? null
  const isApproved = /ОДОБРЕНО|APPROVED|TASDIQLANDI|COD RASPUNS: 000/i.test(text)
  return { text, reference, amount: sumsOf(text)[0] ?? null, isApproved }
}

/** Whether the slip is about this amount in minor units: `12.50`, `12,50`, `12=50` or `1 250.00`. */
export const mentions = (slip: string, amount: number): boolean => sumsOf(slip).includes(amount)

const sumsOf = (slip: string): number[] =>
  Array.from(slip.matchAll(sums), ([sum]) => Number(sum.replace(/\D/g, '')))
