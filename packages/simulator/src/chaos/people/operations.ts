import { realClock } from '@cubby/keys/real-clock'
import { type Millis, seconds } from '@cubby/kit/clock'

/** Somebody wanted something, and in the end did not get it. */
export class GaveUp extends Error {
  override name = 'GaveUp'
}

/** In a world without faults nobody waits longer than this; back-off of the link is the longest of it. */
const GIVES_UP_AFTER = seconds(150)

/** People wait for as long as there is trouble, and a while after it. */
export class Patience {
  readonly #lasts: Millis
  #healedAt: number | null

  constructor(options: { isHealed: boolean; lasts?: Millis }) {
    this.#lasts = options.lasts ?? GIVES_UP_AFTER
    this.#healedAt = options.isHealed ? realClock.monotonic() : null
  }

  /** From now on nothing is an excuse any more. */
  healed() {
    this.#healedAt = realClock.monotonic()
  }

  /** Starts one wait; the answer says whether it has become too long. */
  begin(): () => boolean {
    const begunAt = realClock.monotonic()
    return () =>
      this.#healedAt !== null &&
      realClock.monotonic() - Math.max(begunAt, this.#healedAt) > this.#lasts
  }
}

/** Everything that people wanted, and what failed for good. */
export class Operations {
  count = 0
  /** Answers that were no answer: each was tried again. */
  repeated = 0
  readonly failures: string[] = []

  /** One thing that somebody wants. Null when it failed for good. */
  async run<T>(what: string, work: () => Promise<T>): Promise<T | null> {
    this.count++
    try {
      return await work()
    } catch (error) {
      const why = error instanceof GaveUp ? error.message : String((error as Error).stack ?? error)
      this.failures.push(`${what}: ${why}`)
      return null
    }
  }
}
