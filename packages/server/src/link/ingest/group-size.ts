import { type Millis, seconds } from '@cubby/kit/clock'
import { limits } from '@cubby/kit/limits'

/** A transaction of backlogs is to take no longer: while it lasts, people's fresh entries share processor and disk with it. */
const LASTS_AT_MOST = seconds(0.15)

/**
 * How many entries of backlogs go into one transaction: as many as this machine does in a moment, now. A count alone
 * would be a short while on one machine and a long one on another, or on the same when it is busy.
 */
export class GroupSize {
  #entries: number = limits.ingestGroupEntriesMax

  /** At most so many. A single push may be more: it is never cut. */
  get entries(): number {
    return Math.round(this.#entries)
  }

  /** A transaction of so many entries took so long. */
  took(entries: number, time: Millis) {
    // What a small one takes is not for the sake of its entries.
    if (entries < limits.ingestGroupEntriesMin / 2) return
    const fitting = (entries * LASTS_AT_MOST) / Math.max(time, 1)
    const next = (this.#entries + fitting) / 2
    this.#entries = Math.min(
      limits.ingestGroupEntriesMax,
      Math.max(limits.ingestGroupEntriesMin, next),
    )
  }
}
