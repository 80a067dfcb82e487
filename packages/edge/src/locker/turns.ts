import type { Instant } from '@cubby/kit/clock'

export type TurnsOptions = {
  directory: { configuredUntil(now: Instant): Instant | null }
  now: () => Instant
}

/**
 * What changes by time alone and leaves no entry: maintenance begins, a value ends, the screen goes dark. The ticker wakes for it,
 * and whoever shows it is told.
 */
export class Turns {
  readonly #options: TurnsOptions
  readonly #listeners = new Set<() => void>()
  #next: Instant | null = null

  constructor(options: TurnsOptions) {
    this.#options = options
  }

  /** The next turn that is known of. */
  nextAt = (): Instant | null => this.#next

  /** Looks when the next turn comes, and tells of one that has. */
  look() {
    const { directory, now } = this.#options
    const hasCome = this.#next !== null && this.#next <= now()
    this.#next = directory.configuredUntil(now())
    if (hasCome) for (const listener of this.#listeners) listener()
  }

  onTurn(listener: () => void) {
    this.#listeners.add(listener)
  }
}
