import { realClock } from '@cubby/keys/real-clock'

/** From the restart of a process until it served somebody again, for every restart that there was. */
export class Recoveries {
  readonly all: { name: string; seconds: number }[] = []
  readonly #since = new Map<string, number>()
  restarts = 0

  /** A process is started again now. */
  begun(name: string) {
    this.restarts++
    this.#since.set(name, realClock.monotonic())
  }

  /** It was killed again before it served anybody: that start says nothing. */
  cut(name: string) {
    this.#since.delete(name)
  }

  /** It has answered somebody. */
  served(name: string) {
    const since = this.#since.get(name)
    if (since === undefined) return
    this.#since.delete(name)
    this.all.push({ name, seconds: (realClock.monotonic() - since) / 1_000 })
  }
}
