import { Cancel } from '@cubby/kit/cancel'
import type { CancelSignal, Clock, Millis } from '@cubby/kit/clock'

/** A wait that somebody may cut short. A ring that comes while nobody waits counts for the next wait. */
export class Alarm {
  readonly #clock: Clock
  readonly #stop: CancelSignal
  #hasRung = false
  #waiting: Cancel | null = null

  constructor(clock: Clock, stop: CancelSignal) {
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
      const cut = new Cancel()
      this.#waiting = cut
      await (duration === null ? aborted(cut) : this.#clock.sleep(duration, cut))
      this.#waiting = null
    }
    this.#hasRung = false
  }
}

const aborted = (signal: CancelSignal) =>
  new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }))
