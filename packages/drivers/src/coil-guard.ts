import { AppError } from '@cubby/kit/app-error'
import type { Clock } from '@cubby/kit/clock'
import { limits } from '@cubby/kit/limits'
import type { CoilRules } from './define-board.ts'

/**
 * Keeps the coils of one board from burning: a rest after each pulse, and no more current in the long run than
 * the rules of the board say. A few tries in a row are taken from `limits.coilHeatMax`, so that a person who did not pull in time gets the door. It counts from the asking, because a pulse that failed half-way may have heated the
 * coil all the same.
 */
export class CoilGuard {
  readonly #rules: CoilRules
  readonly #clock: Clock
  readonly #coils = new Map<number, { at: number; heat: number }>()

  constructor(rules: CoilRules, clock: Clock) {
    this.#rules = rules
    this.#clock = clock
  }

  /** Notes a pulse; throws `board/cooling-down`, and notes nothing, when it has to wait. */
  use(channel: number) {
    const { pulse, rest, longRun } = this.#rules
    const share = pulse / longRun
    const now = this.#clock.monotonic()
    const { at, heat } = this.#coils.get(channel) ?? { at: -Infinity, heat: 0 }
    const left = Math.max(0, heat - (now - at) * share)
    const coolAt = Math.max(at + rest, now + (left + pulse - limits.coilHeatMax) / share)
    if (now < coolAt) {
      throw new AppError('board/cooling-down', `lock ${channel} was pulsed a moment ago`, {
        extra: { retryAfterMs: Math.ceil(coolAt - now) },
      })
    }
    this.#coils.set(channel, { at: now, heat: left + pulse })
  }
}
