import type { Clock, Millis } from '@cubby/kit/clock'
import { seconds } from '@cubby/kit/clock'

/** More current than this, of which a tenth of the time cools away, and the coil is gone. */
const burnsAt = seconds(5)
const cooling = 0.1

/** The coil of one lock: it gets warm under current and burns for good. */
export class EmulatedCoil {
  readonly #clock: Clock
  #heat = 0
  #cooledAt: number
  #onSince: number | null = null
  #isBurnt = false

  constructor(clock: Clock) {
    this.#clock = clock
    this.#cooledAt = clock.monotonic()
  }

  get isBurnt() {
    this.#settle()
    return this.#isBurnt
  }

  get isOn() {
    return this.#onSince !== null
  }

  /** One pulse that the board ends by itself. */
  pulse(length: Millis) {
    this.#settle()
    this.#warm(length)
  }

  switchOn() {
    this.#settle()
    this.#onSince ??= this.#clock.monotonic()
  }

  switchOff() {
    this.#settle()
    this.#onSince = null
  }

  #warm(by: number) {
    this.#heat += by
    if (this.#heat > burnsAt) this.#isBurnt = true
  }

  /** Brings the heat up to date. */
  #settle() {
    const now = this.#clock.monotonic()
    if (this.#onSince !== null) {
      this.#warm(now - this.#onSince)
      this.#onSince = now
    } else this.#heat = Math.max(0, this.#heat - (now - this.#cooledAt) * cooling)
    this.#cooledAt = now
  }
}
