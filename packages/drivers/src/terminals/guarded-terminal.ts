import { AppError } from '@cubby/kit/app-error'
import type { Millis } from '@cubby/kit/clock'
import type { PaymentId } from '@cubby/kit/ids'
import { limits } from '@cubby/kit/limits'
import type { Money } from '@cubby/kit/money'
import type { TerminalDefinition } from './define-terminal.ts'
import type {
  Asked,
  Begun,
  Deliver,
  FinalResult,
  Original,
  PaymentResult,
  Progress,
  TerminalState,
  ToldByPeople,
} from './payment.ts'
import type { PaymentTerminal } from './payment-terminal.ts'
import type { Recovery } from './recovery.ts'
import { RecoveryRunner, type RunnerOptions } from './recovery-runner.ts'

export type GuardedTerminalOptions = RunnerOptions & {
  definition: TerminalDefinition
  currency: string
}

const stateOf: Record<Recovery['is'], TerminalState> = {
  starting: 'starting',
  ready: 'ready',
  preparing: 'busy',
  writing: 'busy',
  asking: 'busy',
  'finding-out': 'unknown',
  'needs-people': 'needs-people',
  finishing: 'busy',
}

/** A payment terminal made of a driver and the rule of recovery: refuses whatever must not begin now. */
export class GuardedTerminal implements PaymentTerminal {
  readonly definition: TerminalDefinition
  readonly #options: GuardedTerminalOptions
  readonly #runner: RecoveryRunner
  /** The last operation is being asked for, or it is looked up whether an id is new. */
  #isAsking = false

  constructor(options: GuardedTerminalOptions) {
    this.definition = options.definition
    this.#options = options
    this.#runner = new RecoveryRunner(options)
  }

  get state(): TerminalState {
    const state = stateOf[this.#runner.state.is]
    return state === 'ready' && this.#isAsking ? 'busy' : state
  }

  get current(): Asked | null {
    const { state } = this.#runner
    if ('begun' in state) return state.begun.asked
    return state.is === 'preparing' ? state.asked : null
  }

  async sale(request: { id: PaymentId; amount: Money; deliver?: Deliver }) {
    if (request.deliver && !this.definition.hasVending) throw this.#cannot('vending mode')
    return this.#ask({ kind: 'sale', ...request })
  }

  refund(request: { id: PaymentId; amount: Money; original: Original }) {
    return this.#ask({ kind: 'refund', ...request })
  }

  void(request: { id: PaymentId; original: Original }) {
    return this.#ask({ kind: 'void', amount: request.original.receipt.amount, ...request })
  }

  reverseLast(request: { id: PaymentId; original: Original }) {
    return this.#ask({ kind: 'reverse-last', amount: request.original.receipt.amount, ...request })
  }

  settle({ id }: { id: PaymentId }) {
    return this.#ask({ kind: 'settle', id })
  }

  testLink({ id }: { id: PaymentId }) {
    return this.#ask({ kind: 'test-link', id })
  }

  async queryLast() {
    if (!this.definition.tellsLast) throw this.#cannot('tell its last operation')
    this.#refuseUnlessReady()
    return this.#whileAsking(() => this.#options.driver.queryLast())
  }

  async abort() {
    if (!this.definition.canAbort) throw this.#cannot('abort')
    await this.#runner.abort()
  }

  async tell(told: ToldByPeople) {
    const { id } = told
    const { current, state } = this
    if (current?.id !== id || (state !== 'needs-people' && state !== 'unknown'))
      throw new AppError('conflict/state', 'this operation is not waiting to be resolved')
    this.#runner.tell(told)
    await this.#until(() => this.current?.id !== id)
  }

  async settled(patience: Millis): Promise<TerminalState> {
    const isSettled = () => this.state === 'ready' || this.state === 'needs-people'
    const enough = new AbortController()
    const timeUp = this.#options.clock.sleep(patience, enough.signal)
    await Promise.race([this.#until(isSettled, enough.signal), timeUp])
    enough.abort()
    return this.state
  }

  onProgress(listener: (progress: Progress) => void) {
    return this.#runner.onProgress.add((id, text) => listener({ id, text }))
  }

  onChange(listener: () => void) {
    return this.#runner.onMoved.add(listener)
  }

  onResolved(listener: (begun: Begun, result: FinalResult) => void) {
    return this.#runner.onResolved.add(listener)
  }

  [Symbol.asyncDispose]() {
    return this.#runner[Symbol.asyncDispose]()
  }

  async #ask(asked: Asked): Promise<PaymentResult> {
    this.#check(asked)
    this.#refuseUnlessReady()
    const before = await this.#whileAsking(() => this.#options.memory.find(asked.id))
    return before?.result ?? this.#runner.ask(asked)
  }

  /** Taken before the first await, or two callers would both be the only one. */
  async #whileAsking<T>(work: () => Promise<T>): Promise<T> {
    this.#isAsking = true
    try {
      return await work()
    } finally {
      this.#isAsking = false
      this.#runner.onMoved.call()
    }
  }

  #until(holds: () => boolean, signal?: AbortSignal): Promise<void> {
    const done = Promise.withResolvers<void>()
    const check = () => holds() && done.resolve()
    const stop = this.#runner.onMoved.add(check)
    signal?.addEventListener('abort', () => done.resolve(), { once: true })
    check()
    return done.promise.finally(stop)
  }

  #check(asked: Asked) {
    if (!this.definition.operations.includes(asked.kind)) throw this.#cannot(asked.kind)
    if (!('amount' in asked)) return
    const { amount, currency } = asked.amount
    const isAmount = Number.isSafeInteger(amount) && amount > 0 && amount <= limits.moneyMax
    if (!isAmount)
      throw new AppError('input/invalid', 'an amount is a whole number of minor units above nought')
    if (currency !== this.#options.currency)
      throw new AppError('input/invalid', `this terminal takes ${this.#options.currency}`)
    if ('original' in asked && amount > asked.original.receipt.amount.amount)
      throw new AppError('input/invalid', 'more than was paid cannot be given back')
  }

  #cannot = (what: string) =>
    new AppError('terminal/not-supported', `${this.definition.name} cannot: ${what}`)

  #refuseUnlessReady() {
    const { state } = this
    if (this.#runner.isStopped) throw new AppError('line/closed', 'the terminal was closed')
    if (state === 'ready') return
    if (state === 'busy') throw new AppError('terminal/busy', 'one operation at a time')
    throw new AppError('terminal/unresolved', 'how the last operation ended is not known yet', {
      extra: { id: this.current?.id, retryAfterMs: limits.terminalLookUpMax },
    })
  }
}
