import { between, type Clock, type Instant, millis, seconds } from '@cubby/kit/clock'
import type { Logger } from 'pino'
import { Alarm } from '../alarm.ts'

/** Whatever is overdue and stays so is not asked about more often than this. */
const patience = seconds(1)

export type TickerOptions = {
  clock: Clock
  now: () => Instant
  /** The next moment at which time alone brings something about; null when there is none. */
  dueAt: () => Instant | null
  tick: () => Promise<void>
  log: Logger
  stop: AbortSignal
}

/** Calls `tick` when something is due, and otherwise sleeps. */
export class Ticker {
  readonly #options: TickerOptions
  readonly #alarm: Alarm

  constructor(options: TickerOptions) {
    this.#options = options
    this.#alarm = new Alarm(options.clock, options.stop)
  }

  /** What is due may have changed. */
  reconsider() {
    this.#alarm.ring()
  }

  /** Ticks until everything stops. */
  async run() {
    const { clock, now, dueAt, tick, log, stop } = this.#options
    while (!stop.aborted) {
      const due = dueAt()
      if (due !== null && due <= now()) {
        try {
          await tick()
        } catch (error) {
          log.error({ err: error }, 'tick not recorded')
        }
        const next = dueAt()
        // Still overdue: a full disk, or a rule that waits for a door. Waiting a little harms nobody.
        if (next !== null && next <= now()) await clock.sleep(patience, stop)
      } else await this.#alarm.wait(due === null ? null : millis(Math.max(1, between(now(), due))))
    }
  }
}
