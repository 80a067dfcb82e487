import type { DeviceConfig } from '@cubby/drivers/device-config/device-shape'
import {
  openPaymentTerminal,
  type PaymentTerminalConfig,
} from '@cubby/drivers/terminals/payment-config'
import type { Asked, PaymentResult, TerminalState } from '@cubby/drivers/terminals/payment'
import type { PaymentTerminal } from '@cubby/drivers/terminals/payment-terminal'
import { AppError } from '@cubby/kit/app-error'
import type { Clock } from '@cubby/kit/clock'
import type { IdSource, PaymentId } from '@cubby/kit/ids'
import { limits } from '@cubby/kit/limits'
import type { Logger } from 'pino'
import { Alarm } from '../alarm.ts'
import type { EdgeDisk } from '../store/edge-disk.ts'
import type { Faults } from './faults.ts'
import { DiskMemory } from './payment-memory.ts'

export type TerminalConfig = NonNullable<DeviceConfig['terminal']> | PaymentTerminalConfig

export type TerminalDeps = {
  clock: Clock
  ids: IdSource
  log: Logger
  faults: Faults
  disk: Pick<EdgeDisk, 'payments' | 'transaction'>
  /** Somebody is at the machine: no test keeps them from paying. */
  isAttended: () => boolean
  onChange: () => void
}

/** `disconnected`: it is ready, but does not reach its bank, or is not reached itself. */
export type TerminalTold = {
  model: string
  state: TerminalState | 'disconnected'
  /** What is under way, or has an end that nobody knows. */
  current: { id: PaymentId; kind: Asked['kind'] } | null
}

export const terminalPart = 'terminal'

/** The payment terminal of a machine: opened, settled, and tested now and then while nobody is there. */
export class TerminalKeeper implements AsyncDisposable {
  readonly terminal: PaymentTerminal
  readonly #deps: TerminalDeps
  readonly #stop = new AbortController()
  readonly #alarm: Alarm
  readonly #unlisten: () => void
  readonly #running: Promise<void>
  #isReached = true

  /** Throws `config/invalid` for what no terminal can be. */
  constructor(config: TerminalConfig, deps: TerminalDeps) {
    const { clock, disk } = deps
    const { settings, ...rest } = config
    const { model, link } = config
    const memory = new DiskMemory(disk, JSON.stringify({ model, link }))
    const known = settings ? { ...rest, settings } : rest
    this.#deps = deps
    this.terminal = openPaymentTerminal(known, { clock, memory, isOurs: memory.isOurs })
    this.#alarm = new Alarm(clock, this.#stop.signal)
    this.#unlisten = this.terminal.onChange(() => this.#changed())
    this.#running = this.#run()
  }

  told(): TerminalTold {
    const { definition, state, current } = this.terminal
    return {
      model: definition.model,
      state: state === 'ready' && !this.#isReached ? 'disconnected' : state,
      current: current && { id: current.id, kind: current.kind },
    }
  }

  /** Asks the terminal whether it reaches its bank. Rejects as every operation does; a terminal that cannot be asked is `terminal/not-supported`. */
  async test(): Promise<PaymentResult> {
    try {
      const result = await this.terminal.testLink({ id: this.#deps.ids.mint('pay') })
      this.#reached(result.outcome === 'approved' ? null : `the link test was ${result.outcome}`)
      return result
    } catch (error) {
      const code = error instanceof AppError ? error.code : 'server/internal'
      if (code === 'terminal/unavailable' || code === 'server/internal')
        this.#reached(`it cannot be reached (${code})`)
      throw error
    }
  }

  async [Symbol.asyncDispose]() {
    this.#stop.abort()
    this.#unlisten()
    await this.terminal[Symbol.asyncDispose]()
    await this.#running
  }

  async #run() {
    const { clock, isAttended, log } = this.#deps
    const canTest = this.terminal.definition.operations.includes('test-link')
    // Not at once: whoever waited for the start to pay comes first.
    let testAt: number = clock.monotonic() + limits.terminalTestAgain
    while (!this.#stop.signal.aborted) {
      const now = clock.monotonic()
      if (canTest && now >= testAt && this.terminal.state === 'ready' && !isAttended()) {
        // What comes of it is told as a fault; here it only decides when to ask again.
        await this.test().catch((error: unknown) => log.info({ err: error }, 'terminal not tested'))
        testAt = clock.monotonic() + (this.#isReached ? limits.terminalTestEvery : limits.terminalTestAgain) // prettier-ignore
      }
      await this.#alarm.wait(limits.terminalTestAgain)
    }
  }

  #changed() {
    const { state, current } = this.terminal
    this.#tellState(state, current)
    if (state === 'ready') this.#alarm.ring()
    this.#deps.onChange()
  }

  #tellState(state: TerminalState, current: Asked | null) {
    const { faults } = this.#deps
    const about = current ? `${current.kind} ${current.id}` : 'an operation'
    if (state === 'needs-people')
      faults.tell(terminalPart, { code: 'terminal/needs-people', detail: `look at the terminal: did ${about} happen?` }, 'payment') // prettier-ignore
    else if (state === 'unknown')
      faults.tell(terminalPart, { code: 'terminal/unknown', detail: `how ${about} ended is not known yet` }, 'payment') // prettier-ignore
    else if (state === 'ready') faults.tell(terminalPart, null, 'payment')
  }

  #reached(trouble: string | null) {
    this.#isReached = trouble === null
    const fault = trouble === null ? null : { code: 'terminal/disconnected', detail: trouble }
    this.#deps.faults.tell(terminalPart, fault, 'link')
    this.#deps.onChange()
  }
}
