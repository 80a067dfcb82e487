import type { Money } from '@cubby/kit/money'
import { maskedCard, shortField, slipOf } from './masking.ts'
import type { DeclineReason, FinalResult, PaymentResult, Receipt } from './payment.ts'

type Raw = { [K in 'reference' | 'authCode' | 'receiptNumber' | 'terminalId' | 'card' | 'slip']?: string | null | undefined } // prettier-ignore

/** A receipt of what a terminal said: bounded, empty fields as null, card numbers masked wherever they hide. */
export const receiptOf = (amount: Money, raw: Raw): Receipt => ({
  amount,
  reference: shortField(raw.reference),
  authCode: shortField(raw.authCode),
  receiptNumber: shortField(raw.receiptNumber),
  terminalId: shortField(raw.terminalId),
  maskedCard: maskedCard(raw.card),
  slip: slipOf(raw.slip ?? ''),
})

export const approved = (receipt: Receipt): FinalResult => ({ outcome: 'approved', receipt })

/** A result that came after we had asked the terminal to stop: whoever looks as if they had let it be was sent away by us. */
export const afterOurStop = (result: PaymentResult): PaymentResult =>
  result.outcome === 'cancelled' && result.by === 'customer'
    ? { outcome: 'cancelled', by: 'us' }
    : result

/** A refusal in our words, with the terminal's own code and text for technicians. */
export const declined = (
  reason: DeclineReason,
  said: { code?: string | null | undefined; text?: string | null | undefined; slip?: string } = {},
): FinalResult => ({
  outcome: 'declined',
  reason,
  code: shortField(said.code),
  text: shortField(said.text),
  slip: slipOf(said.slip ?? ''),
})
