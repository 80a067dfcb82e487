import { type Millis, millis, seconds } from '@cubby/kit/clock'

/** Before anything was measured: what a machine of two cores does. */
const PER_MS_FIRST = 8
const PER_MS_MIN = 1
const MEASURED_OVER = seconds(1)
/** Nobody stays away for longer than this without asking again: an estimate is no promise, and asking is cheap. */
const BOOKED_AHEAD_MAX = seconds(20)

/**
 * Tells those that are turned away when to come back: one after another, as fast as the work goes. If all were told the
 * same they would come at once, be turned away again, and leave the server idle in between.
 */
export class IngestPace {
  #perMs = PER_MS_FIRST
  #bookedUntil = millis(0)
  #since: Millis
  #done = 0
  #wasIdle = false

  constructor(now: Millis) {
    this.#since = now
  }

  /** So many entries were taken in, and after them there was nothing to do or there was. */
  worked(entries: number, now: Millis, isIdle: boolean) {
    this.#done += entries
    this.#wasIdle ||= isIdle
    const passed = now - this.#since
    if (passed < MEASURED_OVER) return
    const perMs = this.#done / passed
    // Idle although some were told to come later: they may come sooner than was reckoned.
    if (this.#wasIdle) this.#perMs *= this.#bookedUntil > now ? 1.5 : 1
    else this.#perMs = Math.max(PER_MS_MIN, (this.#perMs + perMs) / 2)
    this.#since = now
    this.#done = 0
    this.#wasIdle = false
  }

  /** How long whoever has so many entries should stay away: until those that were told before have had their turn. */
  book(entries: number, now: Millis, waiting: number): Millis {
    const free = Math.max(this.#bookedUntil, now + waiting / this.#perMs)
    this.#bookedUntil = millis(Math.min(free + entries / this.#perMs, now + BOOKED_AHEAD_MAX))
    return millis(Math.round(this.#bookedUntil - now))
  }
}
