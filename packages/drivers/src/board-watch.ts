import { AppError, type ErrorCode } from '@cubby/kit/app-error'
import type { Clock, Instant } from '@cubby/kit/clock'
import { limits } from '@cubby/kit/limits'
import type { CellReading, LockBoard } from './lock-board.ts'

/** How one board fares. `failingSince` is when the first of the present failures was noticed. */
export type BoardHealth = { board: string; bus: string; model: string } & (
  | { state: 'not-read-yet' | 'ok' }
  | { state: 'failing'; failingSince: Instant; failures: number; code: ErrorCode }
)

type Failing = { since: Instant; count: number; code: ErrorCode }

/**
 * Reads one board and remembers what it said. A lost frame or two keep the last reading; after
 * `limits.boardFailuresMax` in a row it is forgotten, because unknown is not closed. A silent board is asked
 * less often and less patiently, so that it does not hold up pulses for its neighbours on the bus.
 */
export class BoardWatch {
  readonly board: LockBoard
  readonly #id: string
  readonly #bus: string
  readonly #clock: Clock
  #last: readonly CellReading[] | null = null
  #failing: Failing | null = null
  #askAgainAt = 0
  #underWay: Promise<readonly CellReading[] | null> | null = null

  constructor(options: { id: string; bus: string; board: LockBoard; clock: Clock }) {
    this.#id = options.id
    this.#bus = options.bus
    this.board = options.board
    this.#clock = options.clock
  }

  /** One entry per channel, or null when nothing may be believed. Callers at the same time share one question. */
  async read(): Promise<readonly CellReading[] | null> {
    if (this.#clock.monotonic() < this.#askAgainAt) return this.#last
    this.#underWay ??= this.#ask().finally(() => (this.#underWay = null))
    return this.#underWay
  }

  health(): BoardHealth {
    const about = { board: this.#id, bus: this.#bus, model: this.board.definition.model }
    if (this.#failing) {
      const { since, count, code } = this.#failing
      return { ...about, state: 'failing', failingSince: since, failures: count, code }
    }
    return { ...about, state: this.#last ? 'ok' : 'not-read-yet' }
  }

  async #ask(): Promise<readonly CellReading[] | null> {
    try {
      this.#last = await this.board.read(this.#isLost() ? limits.silentBoardTimeout : undefined)
      this.#failing = null
    } catch (error) {
      if (!(error instanceof AppError)) throw error
      this.#noteFailure(error)
    }
    return this.#last
  }

  #noteFailure(error: AppError) {
    const { since, count } = this.#failing ?? { since: this.#clock.now(), count: 0 }
    this.#failing = { since, count: count + 1, code: error.code }
    if (this.#isLost()) this.#last = null
    const pause = this.#pauseAfter(error)
    this.#askAgainAt = this.#clock.monotonic() + pause
  }

  /** A line that is down costs nothing to ask, and its boards are back as soon as it is. */
  #pauseAfter({ code, extra }: AppError): number {
    if (code.startsWith('line/')) return 0
    return this.#isLost() ? limits.silentBoardRetry : Number(extra.retryAfterMs ?? 0)
  }

  #isLost = () => (this.#failing?.count ?? 0) >= limits.boardFailuresMax
}
