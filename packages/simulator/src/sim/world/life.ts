import type { CancelSignal, Clock, Instant, Millis } from '@cubby/kit/clock'
import type { VirtualClock } from '@cubby/kit/virtual-clock'

/** Thrown into a program that dies in the middle of a step. Nobody catches it on purpose. */
export class PowerCut extends Error {
  override name = 'PowerCut'
}

/**
 * One run of one program, from its start until it is killed. A dead program hears nothing any more: whatever it
 * waits for never comes, so nothing it might still do is done.
 */
export class Life {
  readonly name: string
  #isOver = false
  readonly #endings: (() => void)[] = []

  constructor(name: string) {
    this.name = name
  }

  get isOver(): boolean {
    return this.#isOver
  }

  end() {
    if (this.#isOver) return
    this.#isOver = true
    for (const ending of this.#endings.splice(0)) ending()
  }

  /** Calls back when this life ends. */
  onEnd(ending: () => void) {
    if (this.#isOver) ending()
    else this.#endings.push(ending)
  }

  /** The outcome of the work for whoever still lives; a promise for ever for whoever does not. */
  hears<T>(work: Promise<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      work.then(
        (value) => {
          if (!this.#isOver) resolve(value)
        },
        (error: unknown) => {
          if (!this.#isOver) reject(error)
        },
      )
    })
  }

  /** Dies here and now: nothing after this line of the program happens. */
  dieHere(why: string): never {
    this.end()
    throw new PowerCut(why)
  }
}

/** The battery-backed clock of one machine. People and dead batteries set it to anything. */
export type WallClock = { offsetMs: number; driftPpm: number }

/** Time as one program on one machine tells it: the wall may lie, the monotonic clock only drifts. */
export class LifeClock implements Clock {
  readonly #world: VirtualClock
  readonly #life: Life
  readonly #wall: WallClock
  readonly #startedAt: number

  constructor(world: VirtualClock, life: Life, wall: WallClock) {
    this.#world = world
    this.#life = life
    this.#wall = wall
    this.#startedAt = world.now()
  }

  now(): Instant {
    return Math.max(0, this.#world.now() + this.#wall.offsetMs) as Instant
  }

  monotonic(): Millis {
    const ran = this.#world.now() - this.#startedAt
    return (ran * (1 + this.#wall.driftPpm / 1_000_000)) as Millis
  }

  sleep(duration: Millis, signal?: CancelSignal): Promise<void> {
    return this.#life.hears(this.#world.sleep(duration, signal))
  }
}
