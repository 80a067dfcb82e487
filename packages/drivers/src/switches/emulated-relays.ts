import { AppError } from '@cubby/kit/app-error'
import type { RelayOutput } from './relay-output.ts'

/** Relays that remember what they were told, and fail when asked to. */
export class EmulatedRelays {
  readonly isOn: boolean[]
  /** Orders that get lost from now on. Half of the relays switch all the same, as with a lost answer. */
  lose = 0
  orders = 0
  /** Whether the board tells which are on. */
  tells = true

  constructor(count: number, isOn = false) {
    this.isOn = Array.from({ length: count }, () => isOn)
  }

  output(channel: number): RelayOutput {
    return {
      set: async (on) => {
        this.orders++
        if (this.lose > 0) {
          this.lose--
          if (this.lose % 2 === 0) this.isOn[channel] = on
          throw new AppError('board/no-answer', `relay ${channel} did not answer`)
        }
        this.isOn[channel] = on
      },
      isOn: async () => (this.tells ? (this.isOn[channel] ?? null) : null),
    }
  }
}
