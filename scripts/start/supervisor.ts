import { type Clock, type Millis, millis, minutes, seconds } from '@cubby/kit/clock'
import type { Service } from '@cubby/testing/network/service'

/** Long enough not to fill a disk with logs, short enough that nobody restarts it by hand. */
const pauseFirst = seconds(1)
const pauseMax = seconds(30)
/** After this long it was well, and the next crash begins a new row. */
const wellAfter = minutes(1)

/** Starts a service again whenever it ends by itself, slower each time, until told to stop. */
export class Supervisor {
  readonly #service: Service
  readonly #clock: Clock
  readonly #say: (line: string) => void
  readonly #stop = new AbortController()
  readonly #watching: Promise<void>

  /** The service has been started. */
  constructor(options: { service: Service; clock: Clock; say: (line: string) => void }) {
    this.#service = options.service
    this.#clock = options.clock
    this.#say = options.say
    this.#watching = this.#watch()
  }

  async stop(): Promise<void> {
    this.#stop.abort()
    await this.#service.stop()
    await this.#watching
  }

  async #watch() {
    const { signal } = this.#stop
    let pause: Millis = pauseFirst
    for (;;) {
      const startedAt = this.#clock.monotonic()
      const { name, ended } = this.#service.program
      const { code, signal: killedBy } = await ended
      if (signal.aborted) return
      if (this.#clock.monotonic() - startedAt > wellAfter) pause = pauseFirst
      const how = killedBy ?? `code ${code}`
      this.#say(`The ${name} ended by itself (${how}); starting it again in ${pause / 1_000} s.`)
      await this.#clock.sleep(pause, signal)
      if (signal.aborted) return
      pause = millis(Math.min(pause * 2, pauseMax))
      await this.#service.launch()
    }
  }
}
