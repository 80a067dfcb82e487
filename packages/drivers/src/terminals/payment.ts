import type { PaymentId } from '@cubby/kit/ids'
import type { Money } from '@cubby/kit/money'

/**
 * What is asked of a terminal. Amounts are `Money` of the kit: whole minor units in a safe integer, because
 * they travel through JSON, which has no bigint, and `limits.moneyMax` is far below 2^53. The id is ours, made
 * by the caller before anything is asked; the same id is never charged twice.
 */
export type Asked =
  | { kind: 'sale'; id: PaymentId; amount: Money; deliver?: Deliver }
  | { kind: 'refund' | 'void'; id: PaymentId; amount: Money; original: Original }
  | { kind: 'reverse-last'; id: PaymentId; amount: Money; original: Original }
  | { kind: 'settle'; id: PaymentId }
  | { kind: 'test-link'; id: PaymentId }
export type OperationKind = Asked['kind']

/** The sale that is given back: its amount, and how terminals know it. All of it stands in its receipt. */
export type Original = { id: PaymentId; receipt: Receipt }

/**
 * Vending mode, where a terminal has it: called when the money is promised and not yet taken. `goods` takes it,
 * `no-goods` lets it go. What the protocol says to a connection that is lost meanwhile is in its caveats.
 */
export type Deliver = (receipt: Receipt) => Promise<'goods' | 'no-goods'>

export type Receipt = {
  amount: Money
  /** The bank's reference (RRN), where there is one; what a refund is asked by. */
  reference: string | null
  authCode: string | null
  /** The number of the operation in the terminal. */
  receiptNumber: string | null
  terminalId: string | null
  /** Only ever masked: at most the last four digits. */
  maskedCard: string | null
  /** What the customer may have printed, line by line, card numbers masked. */
  slip: readonly string[]
}

/** Why a payment was not made. Stable: texts for people are made from these, and `code` is for technicians. */
export const declineReasons = [
  'no-money', 'limit', 'card-expired', 'card-blocked', 'card-unreadable', 'card-not-accepted', 'wrong-pin',
  'issuer-refused', 'no-link', 'settlement-needed', 'already-reversed', 'not-found', 'busy', 'terminal-fault',
  'not-performed', 'other',
] as const // prettier-ignore
export type DeclineReason = (typeof declineReasons)[number]

export type PaymentResult =
  | { outcome: 'approved'; receipt: Receipt }
  | {
      outcome: 'declined'
      reason: DeclineReason
      code: string | null
      text: string | null
      slip: readonly string[]
    }
  | { outcome: 'cancelled'; by: 'customer' | 'us' | 'no-goods' }
  /** Money may have been taken. No door may open on this, and nothing may be charged until it is resolved. */
  | { outcome: 'unknown'; why: string }
/** A result that stays as it is. */
export type FinalResult = Exclude<PaymentResult, { outcome: 'unknown' }>

export type Progress = { id: PaymentId; text: string }

/** The last operation as the terminal itself remembers it. */
export type LastPayment = {
  outcome: 'approved' | 'declined'
  /** Null where the terminal does not say. */
  kind: OperationKind | null
  receipt: Receipt | null
}

export type TerminalState =
  /** `starting` until it is known how what was begun before the start has ended. */
  'starting' | 'ready' | 'busy' | 'unknown' | 'needs-people'

/** What somebody found out by looking: at the terminal's journal, or by a call to the bank. */
export type ToldByPeople = {
  id: PaymentId
  happened: boolean
  /** As they read it there; without them the sale may be one that this terminal cannot give back. */
  reference?: string
  authCode?: string
  receiptNumber?: string
}

/** An operation as it is written down before the terminal is asked. */
export type Begun = {
  asked: Asked
  /** Ours, growing, one to `limits.terminalNumberMax` and round again: for protocols that cannot carry the id. */
  number: number
  /** What the terminal remembered before: if it remembers the same afterwards, nothing happened. */
  mark: string
}

/**
 * Where operations are written down: on a disk, by whoever opens the terminal. Each call resolves when a power cut
 * can no longer undo it. Of one terminal at most one operation is open.
 */
export interface PaymentMemory {
  begin(begun: Begun): Promise<void>
  finish(id: PaymentId, result: FinalResult): Promise<void>
  find(id: PaymentId): Promise<{ begun: Begun; result: FinalResult | null } | null>
  /** What was begun and not finished. */
  open(): Promise<Begun | null>
  /** The number of the latest operation; 0 before the first. */
  lastNumber(): Promise<number>
}
