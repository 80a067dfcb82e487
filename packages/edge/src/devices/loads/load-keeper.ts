import type { LoadConfig } from '@cubby/drivers/device-config/device-shape'
import type { RelayOutput } from '@cubby/drivers/switches/relay-output'
import { type LoadState, SwitchedLoad } from '@cubby/drivers/switches/switched-load'
import { AppError } from '@cubby/kit/app-error'
import { type Clock, millis } from '@cubby/kit/clock'
import { limits } from '@cubby/kit/limits'
import type { Logger } from 'pino'
import { Alarm } from '../../alarm.ts'
import type { Faults } from '../faults.ts'

export type LoadDeps = {
  clock: Clock
  log: Logger
  faults: Faults
  /** Throws while there is no such output. */
  output: (board: string, channel: number) => RelayOutput
  isWanted: (load: LoadConfig, isOn: boolean) => boolean
  onChange: () => void
}

export const loadPart = (load: string) => `load ${load}`

/**
 * Keeps one light, heater or socket as it should be: off at the start, because a program that died may have left it on, and off at the
 * end. A relay that does not answer is tried again for ever.
 */
export class LoadKeeper implements AsyncDisposable {
  readonly #config: LoadConfig
  readonly #deps: LoadDeps
  readonly #load: SwitchedLoad
  readonly #stop = new AbortController()
  readonly #alarm: Alarm
  readonly #running: Promise<void>
  #failures = 0
  #checkAt = 0
  /** Nothing is switched on before it was off once. */
  #wasOff = false

  constructor(config: LoadConfig, deps: LoadDeps) {
    this.#config = config
    this.#deps = deps
    const { board, channel } = config
    this.#load = new SwitchedLoad(() => deps.output(board, channel))
    this.#alarm = new Alarm(deps.clock, this.#stop.signal)
    this.#running = this.#run()
  }

  get config() {
    return this.#config
  }

  get state(): LoadState {
    return this.#load.state
  }

  /** What it should do may have changed. */
  look() {
    this.#alarm.ring()
  }

  /** The boards were opened anew, and have let go of everything. */
  boardsChanged() {
    this.#load.forget()
    this.#wasOff = false
    this.look()
  }

  async [Symbol.asyncDispose]() {
    this.#stop.abort()
    const enough = new AbortController()
    const { clock } = this.#deps
    const off = this.#running.then(() => this.#switchOff())
    await Promise.race([off, clock.sleep(limits.loadsOffWithin, enough.signal)])
    enough.abort()
  }

  /** One lost frame must not leave a heater on. */
  async #switchOff() {
    for (let tries = 0; tries < limits.boardFailuresMax; tries++)
      try {
        return await this.#load.set(false)
      } catch (error) {
        this.#deps.log.warn({ err: error, load: this.#config.id }, 'load not switched off')
      }
  }

  async #run() {
    const { clock } = this.#deps
    while (!this.#stop.signal.aborted) {
      const before = this.#load.state
      await this.#keep()
      if (this.#stop.signal.aborted) return
      if (this.#load.state !== before) this.#deps.onChange()
      const { signal } = this.#stop
      if (this.#failures > 0) await clock.sleep(limits.silentBoardRetry, signal)
      else await this.#alarm.wait(millis(Math.max(1, this.#checkAt - clock.monotonic())))
    }
  }

  async #keep() {
    const { clock, log } = this.#deps
    try {
      if (clock.monotonic() >= this.#checkAt) {
        this.#checkAt = clock.monotonic() + limits.loadCheckEvery
        if (this.#load.state !== 'unknown') await this.#load.check()
      }
      const isOn = this.#load.state === 'on'
      const wanted = this.#wasOff && this.#deps.isWanted(this.#config, isOn)
      if (this.#load.state !== (wanted ? 'on' : 'off')) await this.#load.set(wanted)
      this.#failures = 0
      this.#tell(null)
      if (!this.#wasOff) {
        this.#wasOff = true
        this.look()
      }
    } catch (error) {
      if (!(error instanceof AppError)) log.error({ err: error }, 'load not switched')
      this.#failures++
      const code = error instanceof AppError ? error.code : 'server/internal'
      if (this.#failures >= limits.boardFailuresMax) this.#tell(code)
    }
  }

  #tell(code: string | null) {
    const fault = code && {
      code: 'load/no-answer',
      detail: `its relay cannot be switched (${code})`,
    }
    this.#deps.faults.tell(loadPart(this.#config.id), fault || null)
  }
}
