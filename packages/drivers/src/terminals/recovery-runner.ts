import { AppError } from '@cubby/kit/app-error'
import { type Clock, type Millis, millis } from '@cubby/kit/clock'
import type { PaymentId } from '@cubby/kit/ids'
import { limits } from '@cubby/kit/limits'
import { Listeners } from '../lines/line.ts'
import type {
  Asked,
  Begun,
  FinalResult,
  PaymentMemory,
  PaymentResult,
  ToldByPeople,
} from './payment.ts'
import { type Happened, movesMoney, type Recovery, step, type Todo } from './recovery.ts'
import { afterOurStop } from './results.ts'
import { withoutCards } from './masking.ts'
import type { TerminalDriver } from './terminal-driver.ts'

export type RunnerOptions = {
  driver: TerminalDriver
  memory: PaymentMemory
  clock: Clock
  /** The pause after the first look-up that told nothing; the next ones grow. */
  lookUpFirst?: Millis | undefined
}

type Waiting = { id: PaymentId; promise: PromiseWithResolvers<PaymentResult> }

/** Does what the rule of `recovery.ts` says, and tells the rule what came of it. Decides nothing itself. */
export class RecoveryRunner implements AsyncDisposable {
  readonly onProgress = new Listeners<[PaymentId, string]>()
  /** Ends that nobody was waiting for. */
  readonly onResolved = new Listeners<[Begun, FinalResult]>()
  readonly onMoved = new Listeners<[]>()
  readonly #options: RunnerOptions
  readonly #stop = new AbortController()
  #state: Recovery = { is: 'starting' }
  #waiting: Waiting | null = null
  #isAborted = false

  constructor(options: RunnerOptions) {
    this.#options = options
    void this.#start()
  }

  get state(): Recovery {
    return this.#state
  }

  get isStopped() {
    return this.#stop.signal.aborted
  }

  /** Begins an operation; the caller has seen that the state is `ready`. */
  ask(asked: Asked): Promise<PaymentResult> {
    const promise = Promise.withResolvers<PaymentResult>()
    this.#waiting = { id: asked.id, promise }
    this.#hear({ what: 'asked', asked })
    return promise.promise
  }

  /** People say how the operation ended. */
  tell(told: ToldByPeople) {
    this.#hear({ what: 'told', told })
  }

  /** Asks the terminal to stop, if it is at work. */
  async abort(): Promise<void> {
    if (this.#state.is !== 'asking') return
    this.#isAborted = true
    await this.#options.driver.abort()
  }

  async [Symbol.asyncDispose]() {
    this.#stop.abort()
    await this.#options.driver[Symbol.asyncDispose]()
    this.#waiting?.promise.resolve({ outcome: 'unknown', why: 'the terminal was closed' })
  }

  async #start() {
    for (let tries = 0; !this.isStopped; tries++) {
      try {
        return this.#hear({ what: 'started', open: await this.#options.memory.open() })
      } catch {
        await this.#pause(tries)
      }
    }
  }

  #hear(happened: Happened) {
    if (this.isStopped) return
    const { state, todos } = step(this.#state, happened, limits.terminalLookUpsBeforeUnknown)
    this.#state = state
    for (const todo of todos) void this.#do(todo)
    this.onMoved.call()
  }

  #do(todo: Todo): Promise<void> | void {
    const { memory } = this.#options
    switch (todo.todo) {
      case 'prepare':
        return this.#prepare(todo.asked)
      case 'write-begin':
        return this.#attempt(todo.begun, () => memory.begin(todo.begun), {
          then: () => ({ what: 'written' }),
          otherwise: () => ({ what: 'not-begun' }),
        })
      case 'perform':
        return this.#perform(todo.begun)
      case 'look-up':
        return this.#lookUp(todo.begun, todo.tries)
      case 'write-finish':
        return this.#finish(todo.begun, todo.result, todo.tries)
      case 'say-unknown':
        this.#answer(todo.begun.asked.id, { outcome: 'unknown', why: todo.why })
        return
      case 'done':
        if (!this.#answer(todo.begun.asked.id, todo.result))
          this.onResolved.call(todo.begun, todo.result)
        return
    }
  }

  async #prepare(asked: Asked) {
    const { driver, memory } = this.#options
    try {
      const mark = movesMoney(asked) ? await driver.prepare(asked) : ''
      const number = ((await memory.lastNumber()) % limits.terminalNumberMax) + 1
      this.#hear({ what: 'prepared', begun: { asked, number, mark } })
    } catch (error) {
      const waiting = this.#waiting
      this.#waiting = null
      this.#hear({ what: 'not-begun' })
      const why = 'the terminal could not be reached'
      waiting?.promise.reject(new AppError('terminal/unavailable', why, { cause: error }))
    }
  }

  #perform(begun: Begun): Promise<void> {
    const tell = (text: string) => this.onProgress.call(begun.asked.id, withoutCards(text))
    this.#isAborted = false
    return this.#attempt(begun, () => this.#options.driver.perform(begun, tell), {
      then: (result) => ({ what: 'answered', result: this.#isAborted ? afterOurStop(result) : result }), // prettier-ignore
      otherwise: (why) => ({ what: 'answer-lost', why }),
    })
  }

  async #lookUp(begun: Begun, tries: number): Promise<void> {
    if (tries > 0) await this.#pause(tries - 1)
    return this.#attempt(begun, () => this.#options.driver.lookUp(begun), {
      then: (lookUp) => ({ what: 'looked-up', lookUp }),
      otherwise: (why) => ({ what: 'look-up-failed', why }),
    })
  }

  async #finish(begun: Begun, result: FinalResult, tries: number): Promise<void> {
    if (tries > 0) await this.#pause(tries - 1)
    return this.#attempt(begun, () => this.#options.memory.finish(begun.asked.id, result), {
      then: () => ({ what: 'finished' }),
      otherwise: () => ({ what: 'not-finished' }),
    })
  }

  async #attempt<T>(
    begun: Begun,
    work: () => Promise<T>,
    say: { then: (value: T) => Happened; otherwise: (why: string) => Happened },
  ) {
    if (this.isStopped) return
    let happened: Happened
    try {
      happened = say.then(await work())
    } catch (error) {
      happened = say.otherwise(error instanceof AppError ? error.message : 'the link was lost')
    }
    // People may have ended it meanwhile, and another one may have begun: that one's end is not ours to tell.
    const isOurs = 'begun' in this.#state && this.#state.begun.asked.id === begun.asked.id
    if (isOurs) this.#hear(happened)
  }

  /** True when somebody was waiting for it. */
  #answer(id: PaymentId, result: PaymentResult): boolean {
    const waiting = this.#waiting
    if (waiting?.id !== id) return false
    this.#waiting = null
    waiting.promise.resolve(result)
    return true
  }

  #pause(tries: number): Promise<void> {
    const { clock, lookUpFirst = limits.terminalLookUpFirst } = this.#options
    const pause = Math.min(lookUpFirst * 2 ** Math.min(tries, 20), limits.terminalLookUpMax)
    return clock.sleep(millis(pause), this.#stop.signal)
  }
}
