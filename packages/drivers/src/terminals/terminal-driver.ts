import type { Asked, Begun, LastPayment, PaymentResult, Receipt } from './payment.ts'

/** What the terminal knows about an operation whose answer was lost. */
export type LookUp =
  | { found: 'happened'; receipt: Receipt }
  | { found: 'nothing' }
  /** It is still at work, perhaps on just that. */
  | { found: 'busy' }
  /** Only people can go on from here. */
  | { found: 'no-telling'; why: string }

/**
 * What each protocol must do; `GuardedTerminal` makes a payment terminal of it. It is called for one thing at a
 * time, except that `abort` may come while `perform` is under way. It keeps nothing that a restart would lose.
 */
export interface TerminalDriver extends AsyncDisposable {
  /** What the terminal remembers now, in words of its own. Rejects when it cannot be reached: then nothing was asked. */
  prepare(asked: Asked): Promise<string>
  /** Rejects, or says `unknown`, whenever money may have been taken without an answer. */
  perform(begun: Begun, tell: (text: string) => void): Promise<PaymentResult>
  /** What became of it. Rejects when the terminal cannot be reached; is asked again then. */
  lookUp(begun: Begun): Promise<LookUp>
  queryLast(): Promise<LastPayment | null>
  abort(): Promise<void>
}
