import { type CellState, isOpening } from '@cubby/domain/cells/cell-state'
import type { Side } from '@cubby/domain/cells/layout'
import type { Effect, Intent } from '@cubby/domain/kernel/intent'
import { cellIn, type LockerState } from '@cubby/domain/kernel/state'
import { AppError, type ErrorCode } from '@cubby/kit/app-error'
import { type Clock, millis } from '@cubby/kit/clock'
import type { CellId } from '@cubby/kit/ids'
import { limits } from '@cubby/kit/limits'
import type { Logger } from 'pino'

type Pulse = Extract<Effect, { do: 'pulse' }>

/** Refusals that come before the first byte is written. After any other nobody knows whether the lock moved. */
const surelyNotWritten: readonly ErrorCode[] = [
  'board/cooling-down',
  'not-found',
  'input/invalid',
  'server/busy',
]

export type PulsesOptions = {
  clock: Clock
  /** As `LockerHardware.pulse`. */
  pulse: (cell: CellId, side: Side) => Promise<void>
  state: () => LockerState
  submit: (intent: Intent) => Promise<unknown>
  log: Logger
  stop: AbortSignal
}

/** Hands pulses to the bus. No pulse that may have left is ever sent again by itself (invariant 4). */
export class Pulses {
  readonly #options: PulsesOptions

  constructor(options: PulsesOptions) {
    this.#options = options
  }

  /** Starts these pulses and returns at once; the bus orders them. */
  run(effects: readonly Effect[]) {
    for (const effect of effects) void this.#pulse(effect)
  }

  async #pulse(pulse: Pulse) {
    try {
      await this.#send(pulse)
    } catch (error) {
      await this.#failed(pulse, error)
    }
  }

  /**
   * Waits for a hot coil: nothing was written then, so the one pulse of this request is late, not repeated. Who gave up
   * meanwhile gets no door; and a coil that is not cool before the door is given up fails at once, rather than after a
   * pause in which nothing happens.
   */
  async #send(pulse: Pulse) {
    const { clock, state, stop } = this.#options
    for (;;) {
      try {
        return await this.#options.pulse(pulse.cell, pulse.side)
      } catch (error) {
        if (!(error instanceof AppError) || error.code !== 'board/cooling-down') throw error
        const retryAfter = Number(error.extra['retryAfterMs'] ?? limits.pulseGapPerCell)
        if (!isInTime(state(), pulse, clock.now() + retryAfter)) throw error
        // Timers of the operating system count whole milliseconds and may be a fraction early.
        await clock.sleep(millis(Math.ceil(retryAfter) + 1), stop)
        if (stop.aborted || !isAwaited(state(), pulse)) return
      }
    }
  }

  async #failed({ request, cell, side }: Pulse, error: unknown) {
    const { log, submit } = this.#options
    const code = error instanceof AppError ? error.code : 'server/internal'
    log.warn({ request, cell, side, code }, 'pulse failed')
    if (!(error instanceof AppError) || !surelyNotWritten.includes(error.code)) return
    // A full disk: the request stays open and runs into its time-out.
    await submit({ do: 'pulse-failed', request }).catch((cause: unknown) =>
      log.error({ err: cause }, 'not recorded'),
    )
  }
}

/** Whether a pulse at this moment comes before the door is given up. */
function isInTime(state: LockerState, { cell, side }: Pulse, at: number): boolean {
  const cause = cellIn(state, cell).doors[side]?.cause
  return !cause || at < cause.requestedAt + limits.doorOpensWithin
}

/** The request of this pulse is still waiting for its door. */
function isAwaited(state: LockerState, { cell, side, request }: Pulse): boolean {
  const { doors }: CellState = cellIn(state, cell)
  const door = doors[side]
  return door !== undefined && door.cause?.request === request && isOpening(door)
}
