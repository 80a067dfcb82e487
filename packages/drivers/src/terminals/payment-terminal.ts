import type { Millis } from '@cubby/kit/clock'
import type { PaymentId } from '@cubby/kit/ids'
import type { Money } from '@cubby/kit/money'
import type { TerminalDefinition } from './define-terminal.ts'
import type {
  Asked,
  Begun,
  Deliver,
  FinalResult,
  LastPayment,
  Original,
  PaymentResult,
  Progress,
  TerminalState,
  ToldByPeople,
} from './payment.ts'

/**
 * One payment terminal, one operation at a time: whoever comes second is refused (`terminal/busy`) and not kept
 * waiting in a queue, for a charge that begins minutes late would surprise whoever stands there then. While the
 * end of an operation is unknown every other is refused with `terminal/unresolved`.
 * `terminal/unavailable` means that nothing was asked, so that nothing can have been taken.
 */
export interface PaymentTerminal extends AsyncDisposable {
  readonly definition: TerminalDefinition
  readonly state: TerminalState
  /** What is asked at present, or has an unknown end. */
  readonly current: Asked | null
  sale(request: { id: PaymentId; amount: Money; deliver?: Deliver }): Promise<PaymentResult>
  /** Gives back all of a sale or a part of it, also days later. */
  refund(request: { id: PaymentId; amount: Money; original: Original }): Promise<PaymentResult>
  /** Takes a sale back before the day is settled: it never stands on the card's statement. */
  void(request: { id: PaymentId; original: Original }): Promise<PaymentResult>
  /** Takes back the last sale, where it was this one; refused with `not-found` where it was another. */
  reverseLast(request: { id: PaymentId; original: Original }): Promise<PaymentResult>
  /** Null when the terminal remembers none. */
  queryLast(): Promise<LastPayment | null>
  settle(request: { id: PaymentId }): Promise<PaymentResult>
  testLink(request: { id: PaymentId }): Promise<PaymentResult>
  /** Asks the terminal to stop what is under way. The result comes where it was asked for, and may still be an approval. */
  abort(): Promise<void>
  /** Ends an operation that no machine can resolve. Written down like every other result. */
  tell(told: ToldByPeople): Promise<void>
  /** Resolves when nothing is open, or only people can go on; rejects never. */
  settled(patience: Millis): Promise<TerminalState>
  onProgress(listener: (progress: Progress) => void): () => void
  /** Called whenever the state may have changed. */
  onChange(listener: () => void): () => void
  /** Results of operations whose callers were told "unknown", or are gone since the last start. */
  onResolved(listener: (begun: Begun, result: FinalResult) => void): () => void
}
