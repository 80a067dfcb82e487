import { realClock } from '@cubby/keys/real-clock'
import { millis, seconds } from '@cubby/kit/clock'
import type { Prng } from '@cubby/kit/prng'
import type { NetworkLocker } from '@cubby/testing/network/start-network'
import { until } from '@cubby/testing/network/until'

/** The lives of one edge: each ends by SIGKILL at a moment that nobody chose. */
export class EdgeLives {
  /** From the start of the process to its first answer, for each life that was given the time. */
  readonly startsMs: number[] = []
  readonly #locker: NetworkLocker
  readonly #prng: Prng
  #number = 1
  #isUp = true
  #touched: PromiseWithResolvers<void> = Promise.withResolvers()

  constructor(locker: NetworkLocker, prng: Prng) {
    this.#locker = locker
    this.#prng = prng
  }

  get number() {
    return this.#number
  }

  get isUp() {
    return this.#isUp
  }

  /** Somebody asks for a door: the moments right after are the delicate ones. */
  touch() {
    this.#touched.resolve()
    this.#touched = Promise.withResolvers()
  }

  /** Resolves when the program answers again. */
  untilUp() {
    return until('the edge is back', () => this.#isUp, seconds(60))
  }

  /** Lets this life go on for a while and ends it. */
  async end(): Promise<void> {
    await this.#someWhile()
    this.#isUp = false
    await this.#locker.edge.kill()
  }

  /** Begins the next life; now and then it is over before anybody was served. */
  async begin(): Promise<void> {
    this.#number++
    const startedAt = realClock.monotonic()
    await this.#locker.edge.launch()
    if (this.#prng.chance(0.1)) return
    await this.#locker.edge.ready()
    this.startsMs.push(realClock.monotonic() - startedAt)
    this.#isUp = true
  }

  /** The last life is there to stay. */
  surelyUp() {
    this.#isUp = true
  }

  async #someWhile() {
    const chance = this.#prng
    if (!this.#isUp) return realClock.sleep(millis(chance.int(0, 400)))
    if (chance.chance(0.4)) return realClock.sleep(millis(chance.int(0, 1_500)))
    const patience = realClock.sleep(seconds(4))
    for (let touches = chance.int(1, 4); touches > 0; touches--)
      await Promise.race([this.#touched.promise, patience])
    // Around the commit and the pulse, or while the door springs open.
    return realClock.sleep(millis(chance.chance(0.7) ? chance.next() * 20 : chance.int(20, 400)))
  }
}
