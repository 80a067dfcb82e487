import type { LockerState } from '@cubby/domain/kernel/state'
import type { Clock } from '@cubby/kit/clock'
import { limits } from '@cubby/kit/limits'

/** Whether somebody is at the machine: in a session, at an open door, or at the screen a moment ago. */
export class Attention {
  readonly #clock: Clock
  readonly #state: () => LockerState
  #noticedAt = -Infinity

  constructor(clock: Clock, state: () => LockerState) {
    this.#clock = clock
    this.#state = state
  }

  /** Something was asked at the screen, or read by a code reader. */
  notice() {
    this.#noticedAt = this.#clock.monotonic()
  }

  isThere = (): boolean => {
    const { sessions, cells } = this.#state()
    if (this.#clock.monotonic() - this.#noticedAt < limits.lightsLinger) return true
    if (Object.keys(sessions).length > 0) return true
    return Object.values(cells).some(({ doors }) =>
      Object.values(doors).some(({ door }) => door === 'open'),
    )
  }
}
