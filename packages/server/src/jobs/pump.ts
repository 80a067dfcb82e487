import { assert } from '@cubby/kit/assert'

/** So large a part of the slots is to be free before a look: one for each slot that comes free would be many small ones. */
const FREE_SHARE = 8

export type PumpOptions<T> = {
  /** How many may be under way at once. */
  slots: number
  /** Takes up to so many that are due. */
  fetch(atMost: number): Promise<T[]>
  /** Works them off: one promise per item, none of which ever rejects. */
  run(items: T[]): Promise<void>[]
  onError(error: unknown): void
  /** Waits a little before `idle` tries again what has failed. */
  pause(): Promise<void>
}

/**
 * Keeps a bounded number of jobs under way: fetches when told that there may be some, and as slots come free, as many at
 * a time as it can.
 */
export class Pump<T> {
  readonly #options: PumpOptions<T>
  readonly #running = new Set<Promise<void>>()
  #fetching: Promise<void> | null = null
  #isAskedAgain = false
  /** The last look ended because all slots were taken: there may be more. */
  #isStarved = false
  #hasFailed = false
  #isPlanned = false
  #isStopped = false

  constructor(options: PumpOptions<T>) {
    this.#options = options
  }

  /** Looks at once; when a look is under way, once more after it, for it may have missed the latest. */
  kick(): void {
    if (this.#isStopped) return
    if (this.#fetching) this.#isAskedAgain = true
    else this.#fetching = this.#look()
  }

  /** Resolves once a look has found nothing and nothing is under way. */
  async idle(): Promise<void> {
    for (;;) {
      this.kick()
      while (this.#fetching) await this.#fetching
      if (this.#isStopped) return
      if (this.#hasFailed) await this.#options.pause()
      else if (this.#running.size === 0 && !this.#isStarved) return
      else await Promise.all(this.#running)
    }
  }

  /** Takes nothing more, and resolves when all that is under way has ended. */
  async stop(): Promise<void> {
    this.#isStopped = true
    await this.#fetching
    await Promise.all(this.#running)
  }

  async #look(): Promise<void> {
    try {
      this.#hasFailed = false
      do {
        this.#isAskedAgain = false
        await this.#fill()
      } while (this.#isAskedAgain && !this.#isStarved)
    } catch (error) {
      this.#hasFailed = true
      this.#options.onError(error)
    } finally {
      this.#fetching = null
    }
  }

  async #fill(): Promise<void> {
    this.#isStarved = false
    while (!this.#isStopped) {
      const free = this.#options.slots - this.#running.size
      if (free < Math.ceil(this.#options.slots / FREE_SHARE)) {
        this.#isStarved = true
        return
      }
      const items = await this.#options.fetch(free)
      this.#start(items)
      if (items.length < free) return
    }
  }

  /** At the end of this turn of the event loop: items that were worked off together leave their slots together. */
  #lookSoon() {
    if (!this.#isStarved || this.#isPlanned) return
    this.#isPlanned = true
    setImmediate(() => {
      this.#isPlanned = false
      this.kick()
    })
  }

  #start(items: T[]) {
    if (items.length === 0) return
    const runs = this.#options.run(items)
    assert(runs.length === items.length, 'a handler answers one promise per job')
    for (const run of runs) {
      const running = run.then(() => {
        this.#running.delete(running)
        this.#lookSoon()
      })
      this.#running.add(running)
    }
  }
}
