import type { Clock, Millis } from '@cubby/kit/clock'

/** A wait that somebody may cut short. A ring that comes while nobody waits counts for the next wait. */
export class Alarm {
  readonly #clock: Clock
  readonly #stop: AbortSignal
  #hasRung = false
  #waiting: AbortController | null = null

  constructor(clock: Clock, stop: AbortSignal) {
    this.#clock = clock
    this.#stop = stop
    stop.addEventListener('abort', () => this.ring(), { once: true })
  }

  ring() {
    this.#hasRung = true
    this.#waiting?.abort()
  }

  /** Until the time is up, the bell rings or everything stops; null waits for the bell alone. */
  async wait(duration: Millis | null) {
    if (!this.#hasRung && !this.#stop.aborted) {
      const cut = new AbortController()
      this.#waiting = cut
      await (duration === null ? aborted(cut.signal) : this.#clock.sleep(duration, cut.signal))
      this.#waiting = null
    }
    this.#hasRung = false
  }
}

const aborted = (signal: AbortSignal) =>
  new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }))
