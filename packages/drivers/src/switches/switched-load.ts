import type { RelayOutput } from './relay-output.ts'

/** What hangs on a relay. A socket charges what lies in one cell; the others serve a module or the whole machine. */
export const loadKinds = ['light', 'heater', 'socket'] as const
export type LoadKind = (typeof loadKinds)[number]
/** `unknown` before the first order and after a failure: the board may have switched or not. */
export type LoadState = 'on' | 'off' | 'unknown'

/** One light, heater or socket: one order after another, and the last one holds. */
export class SwitchedLoad {
  readonly #output: () => RelayOutput
  #state: LoadState = 'unknown'
  #before: Promise<unknown> = Promise.resolve()

  /** `output` may throw: as long as there is no board, nobody knows what it does. */
  constructor(output: () => RelayOutput) {
    this.#output = output
  }

  get state(): LoadState {
    return this.#state
  }

  /** Rejects with what the board said; then the state is unknown. */
  set(on: boolean): Promise<void> {
    return this.#inTurn(async () => {
      this.#state = 'unknown'
      await this.#output().set(on)
      this.#state = on ? 'on' : 'off'
    })
  }

  /**
   * Holds what is known against the board, which may have lost its power meanwhile: where it can tell, by asking; where it cannot, by
   * saying the last order once more. Rejects as `set` does.
   */
  check(): Promise<void> {
    return this.#inTurn(async () => {
      const known = this.#state
      this.#state = 'unknown'
      const output = this.#output()
      const isOn = await output.isOn()
      if (isOn !== null) this.#state = isOn ? 'on' : 'off'
      else if (known !== 'unknown') {
        await output.set(known === 'on')
        this.#state = known
      }
    })
  }

  /** The board was opened anew, and what it does is anybody's guess. */
  forget() {
    void this.#inTurn(async () => void (this.#state = 'unknown'))
  }

  #inTurn(work: () => Promise<void>): Promise<void> {
    const done = this.#before.then(work)
    this.#before = done.catch(() => {})
    return done
  }
}
