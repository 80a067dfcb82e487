import type { Asked, Begun, FinalResult, PaymentResult, Receipt, ToldByPeople } from './payment.ts' // prettier-ignore
import { approved, receiptOf } from './results.ts'
import type { LookUp } from './terminal-driver.ts'

/**
 * The rule by which no payment is ever lost, as a state machine without any input or output. An operation is
 * written down before the terminal is asked, and stays open until its end is written down too. Whatever is
 * open after a start, or has lost its answer, is looked up until it is known; meanwhile nothing else begins.
 */
export type Recovery =
  | { is: 'starting' }
  | { is: 'ready' }
  | { is: 'preparing'; asked: Asked }
  | { is: 'writing'; begun: Begun }
  | { is: 'asking'; begun: Begun }
  | { is: 'finding-out'; begun: Begun; tries: number; why: string }
  | { is: 'needs-people'; begun: Begun; why: string }
  | { is: 'finishing'; begun: Begun; result: FinalResult; tries: number }

export type Happened =
  | { what: 'started'; open: Begun | null }
  | { what: 'asked'; asked: Asked }
  | { what: 'prepared'; begun: Begun }
  /** The terminal or the memory could not be reached before anything was asked. */
  | { what: 'not-begun' }
  | { what: 'written' }
  | { what: 'answered'; result: PaymentResult }
  | { what: 'answer-lost'; why: string }
  | { what: 'looked-up'; lookUp: LookUp }
  | { what: 'look-up-failed'; why: string }
  | { what: 'told'; told: ToldByPeople }
  | { what: 'finished' }
  | { what: 'not-finished' }

export type Todo =
  | { todo: 'prepare'; asked: Asked }
  | { todo: 'write-begin'; begun: Begun }
  | { todo: 'perform'; begun: Begun }
  /** After a pause that grows with the tries. */
  | { todo: 'look-up'; begun: Begun; tries: number }
  | { todo: 'write-finish'; begun: Begun; result: FinalResult; tries: number }
  /** Whoever waits is told; the end of it is told again by `done`. */
  | { todo: 'say-unknown'; begun: Begun; why: string }
  | { todo: 'done'; begun: Begun; result: FinalResult }

export type Step = { state: Recovery; todos: readonly Todo[] }

/** Whether an operation moves money, so that its end must never stay unknown. */
export const movesMoney = ({ kind }: Asked) => kind !== 'settle' && kind !== 'test-link'

/**
 * One step. Whatever does not belong to the state is ignored: it is a late echo of something that was given up.
 * `unknownAfter` is the number of look-ups after which whoever waits is told that it is unknown.
 */
export function step(state: Recovery, happened: Happened, unknownAfter: number): Step {
  const stay: Step = { state, todos: [] }
  switch (state.is) {
    case 'starting':
      if (happened.what !== 'started') return stay
      return happened.open ? lost(happened.open, 'we were away') : to({ is: 'ready' })
    case 'ready':
      if (happened.what !== 'asked') return stay
      return to(
        { is: 'preparing', asked: happened.asked },
        { todo: 'prepare', asked: happened.asked },
      )
    case 'preparing':
      if (happened.what === 'not-begun') return to({ is: 'ready' })
      if (happened.what !== 'prepared') return stay
      return to(
        { is: 'writing', begun: happened.begun },
        { todo: 'write-begin', begun: happened.begun },
      )
    case 'writing':
      // Perhaps it was written after all; then it is finished as something that did not happen.
      if (happened.what === 'not-begun') return finish(state.begun, notPerformed)
      if (happened.what !== 'written') return stay
      return to({ is: 'asking', begun: state.begun }, { todo: 'perform', begun: state.begun })
    case 'asking':
      return whileAsking(state.begun, happened) ?? stay
    case 'finding-out':
      return whileFindingOut(state, happened, unknownAfter) ?? stay
    case 'needs-people':
      if (happened.what !== 'told') return stay
      return byPeople(state.begun, happened.told)
    case 'finishing':
      if (happened.what === 'finished')
        return to({ is: 'ready' }, { todo: 'done', begun: state.begun, result: state.result })
      if (happened.what !== 'not-finished') return stay
      return finish(state.begun, state.result, state.tries + 1)
  }
}

function whileAsking(begun: Begun, happened: Happened): Step | null {
  if (happened.what === 'answer-lost') return lost(begun, happened.why)
  if (happened.what !== 'answered') return null
  const { result } = happened
  if (result.outcome === 'unknown') return lost(begun, result.why)
  // Whatever the protocol let through: what was approved is some other payment, and ours is still to be found.
  if (result.outcome === 'approved' && !isFor(begun.asked, result.receipt))
    return lost(begun, anotherAmount)
  return finish(begun, result)
}

const anotherAmount = 'the terminal told of another amount'

/** Whether a receipt is about the amount and the currency that were asked. */
const isFor = (asked: Asked, { amount: { amount, currency } }: Receipt) =>
  !('amount' in asked) || (asked.amount.amount === amount && asked.amount.currency === currency)

/** Only money is worth holding everything up for: a settlement or a test may simply be asked for again. */
function lost(begun: Begun, why: string): Step {
  if (movesMoney(begun.asked)) return findOut(begun, 0, why)
  const { state, todos } = finish(begun, { ...notPerformed, reason: 'no-link', text: why })
  return { state, todos: [{ todo: 'say-unknown', begun, why }, ...todos] }
}

function whileFindingOut(
  { begun, tries, why }: Extract<Recovery, { is: 'finding-out' }>,
  happened: Happened,
  unknownAfter: number,
): Step | null {
  if (happened.what === 'told') return byPeople(begun, happened.told)
  const isLate = tries + 1 === unknownAfter
  const again = (reason: string): Step => {
    const next = findOut(begun, tries + 1, reason)
    return isLate
      ? { ...next, todos: [{ todo: 'say-unknown', begun, why: reason }, ...next.todos] }
      : next
  }
  if (happened.what === 'look-up-failed') return again(happened.why)
  if (happened.what !== 'looked-up') return null
  const { lookUp } = happened
  const forPeople = (reason: string) =>
    to({ is: 'needs-people', begun, why: reason }, { todo: 'say-unknown', begun, why: reason })
  switch (lookUp.found) {
    case 'happened':
      return isFor(begun.asked, lookUp.receipt)
        ? finish(begun, { outcome: 'approved', receipt: lookUp.receipt })
        : forPeople(anotherAmount)
    case 'nothing':
      return finish(begun, { ...notPerformed, text: why })
    case 'busy':
      return again('the terminal is still at work')
    case 'no-telling':
      return forPeople(lookUp.why)
  }
}

const notPerformed = {
  outcome: 'declined',
  reason: 'not-performed',
  code: null,
  text: null,
  slip: [],
} as const

function byPeople(begun: Begun, { happened, ...told }: ToldByPeople): Step {
  if (!happened || !('amount' in begun.asked)) return finish(begun, notPerformed)
  return finish(begun, approved(receiptOf(begun.asked.amount, told)))
}

const to = (state: Recovery, ...todos: Todo[]): Step => ({ state, todos })

const findOut = (begun: Begun, tries: number, why: string): Step =>
  to({ is: 'finding-out', begun, tries, why }, { todo: 'look-up', begun, tries })

const finish = (begun: Begun, result: FinalResult, tries = 0): Step =>
  to({ is: 'finishing', begun, result, tries }, { todo: 'write-finish', begun, result, tries })
