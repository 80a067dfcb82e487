import { minutes } from '@cubby/kit/clock'
import type { TerminalDefinition } from '../define-terminal.ts'
import type { Asked, LastPayment } from '../payment.ts'
import { receiptOf } from '../results.ts'
import type { LookUp } from '../terminal-driver.ts'
import { mentions, type SlipFacts } from './slip-facts.ts'

/** What terminals have in common that answer through a program or a service of their maker, and tell their last operation by a copy of its slip. */
export const tellsBySlip = {
  findingOut: 'by-mark',
  operations: ['sale', 'refund', 'void', 'reverse-last', 'settle', 'test-link'],
  tellsLast: true,
  hasVending: false,
  canAbort: false,
  patience: minutes(3),
  settlePatience: minutes(10),
  confidence: 'running-terminal',
} as const satisfies Partial<TerminalDefinition>

/**
 * What the copy of the last slip tells of a lost answer: the same slip as before means that nothing happened; another one that approves this
 * amount is ours. `mark` is the reference of the slip before, or `none` where there was none: then nothing can be compared.
 */
export function lookUpBySlip(asked: Asked, mark: string, last: SlipFacts): LookUp {
  if (last.reference !== null && last.reference === mark) return { found: 'nothing' }
  const amount = 'amount' in asked ? asked.amount : null
  const isOurs = amount && last.isApproved && mentions(last.text, amount.amount)
  if (!isOurs || last.reference === null || mark === 'none')
    return { found: 'no-telling', why: 'the last slip is another one' }
  return {
    found: 'happened',
    receipt: receiptOf(amount, { reference: last.reference, slip: last.text }),
  }
}

/** The last operation, as its slip tells it. */
export function lastBySlip(last: SlipFacts, currency: string): LastPayment {
  const receipt = receiptOf(
    { amount: last.amount ?? 0, currency },
    { reference: last.reference, slip: last.text },
  )
  return { outcome: last.isApproved ? 'approved' : 'declined', kind: null, receipt }
}
