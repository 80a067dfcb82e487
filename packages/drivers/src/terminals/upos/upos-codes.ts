import type { DeclineReason } from '../payment.ts'

const expired = [444, 507, 572, 5109]
const blocked = [405, 574, 579, 705, 706, 707, 2004, 2005, 2006, 2007, 2405, 2406, 2407]
const unreadable = [361, 362, 363, 364, 4125, 4334, 5063, 5100, 5101, 5102, 5103, 5104, 5105, 5106, 5107, 5108] // prettier-ignore
const cancelled = [2000, 2002, 4117, 4334]

const reasons: Readonly<Record<number, DeclineReason>> = {
  ...Object.fromEntries(unreadable.map((code) => [code, 'card-unreadable'])),
  ...Object.fromEntries(expired.map((code) => [code, 'card-expired'])),
  ...Object.fromEntries(blocked.map((code) => [code, 'card-blocked'])),
  12: 'terminal-fault', 99: 'terminal-fault', 403: 'wrong-pin', 518: 'terminal-fault', 521: 'no-money',
  4100: 'no-link', 4113: 'limit', 4114: 'limit', 4119: 'no-link', 4130: 'settlement-needed', 4132: 'issuer-refused',
  4134: 'settlement-needed', 4139: 'no-link', 4302: 'card-not-accepted', 4303: 'card-not-accepted',
  4313: 'card-not-accepted', 4335: 'terminal-fault', 4451: 'no-money', 4455: 'wrong-pin', 4491: 'no-link',
  5110: 'card-not-accepted', 5111: 'card-not-accepted', 5116: 'wrong-pin', 5120: 'wrong-pin', 5133: 'issuer-refused',
} // prettier-ignore

/** Whether the customer let it be. */
export const isCancelled = (code: number) => cancelled.includes(code)

/** Why, in our words, for a code of the maker's list. 44XX is the bank's answer XX, as we read it. */
export function reasonOf(code: number): DeclineReason {
  const known = reasons[code]
  if (known) return known
  return code >= 4400 && code <= 4499 ? 'issuer-refused' : 'other'
}
