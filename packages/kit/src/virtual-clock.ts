import { assert } from './assert.ts'
import type { CancelSignal, Clock, Instant, Millis } from './clock.ts'

// Spelled out because pure packages know neither Node nor a browser; see `oneTurn` for the why.
declare const setImmediate: ((callback: () => void) => unknown) | undefined

type Timer = { at: number; order: number; fire: (() => void) | null }

/**
 * Time that stands still until somebody moves it. Between two timers everything that can run does run,
 * so the same program with the same inputs takes the same steps on every machine, and a month of waiting
 * costs only the work that is done in it.
 */
export class VirtualClock implements Clock {
  readonly #start: Instant
  readonly #settle: () => Promise<void>
  /** A binary heap, earliest first; timers of the same moment fire in the order in which they were set. */
  #timers: Timer[] = []
  #now: Instant
  #order = 0
  #cancelled = 0
  #fired = 0
  #isMoving = false

  /**
   * `settle` resolves when nothing more can happen without time moving. The default drains promises and
   * immediates; a world with real sockets or disks in it gives its own.
   */
  constructor(start: Instant, settle: () => Promise<void> = oneTurn) {
    this.#start = start
    this.#now = start
    this.#settle = settle
  }

  now(): Instant {
    return this.#now
  }

  monotonic(): Millis {
    return (this.#now - this.#start) as Millis
  }

  /** How many timers have fired so far: how much has happened, however long it took. */
  get fired(): number {
    return this.#fired
  }

  sleep(duration: Millis, signal?: CancelSignal): Promise<void> {
    if (signal?.aborted) return Promise.resolve()
    return new Promise((resolve) => {
      const timer: Timer = {
        // Whole milliseconds, as a real clock tells them.
        at: this.#now + Math.ceil(Math.max(0, duration)),
        order: this.#order++,
        fire: null,
      }
      const cancel = () => {
        timer.fire = null
        this.#cancelled++
        this.#compact()
        resolve()
      }
      timer.fire = () => {
        signal?.removeEventListener('abort', cancel)
        resolve()
      }
      signal?.addEventListener('abort', cancel, { once: true })
      this.#push(timer)
    })
  }

  /** Moves time forward, firing every timer on the way at its own moment. */
  advance(by: Millis): Promise<void> {
    return this.advanceTo((this.#now + by) as Instant)
  }

  /** Moves time to `at`; a moment already past only lets what is due run. */
  async advanceTo(at: Instant): Promise<void> {
    await this.#moving(async () => {
      await this.#settle()
      while ((this.nextTimerAt() ?? Infinity) <= at) await this.#fireNext()
      if (at > this.#now) this.#now = at
    })
  }

  /**
   * Moves time only as far as `work` needs to end, and gives its outcome.
   * Fails when no timer is left that could still bring it about.
   */
  async runUntil<T>(work: Promise<T>): Promise<T> {
    let isDone = false
    const done = () => void (isDone = true)
    work.then(done, done)
    await this.#moving(async () => {
      await this.#settle()
      while (!isDone) {
        assert(this.nextTimerAt() !== null, 'nothing is waiting for time, and the work is not done')
        await this.#fireNext()
      }
    })
    return work
  }

  /** When the next timer is due; null when nobody waits. */
  nextTimerAt(): Instant | null {
    for (let top = this.#timers[0]; top; top = this.#timers[0]) {
      if (top.fire) return top.at as Instant
      this.#pop()
      this.#cancelled--
    }
    return null
  }

  async #moving(work: () => Promise<void>) {
    assert(!this.#isMoving, 'two callers move the same clock')
    this.#isMoving = true
    try {
      await work()
    } finally {
      this.#isMoving = false
    }
  }

  async #fireNext() {
    const timer = this.#pop()
    if (!timer?.fire) return
    if (timer.at > this.#now) this.#now = timer.at as Instant
    this.#fired++
    timer.fire()
    await this.#settle()
  }

  #push(timer: Timer) {
    const heap = this.#timers
    let at = heap.length
    heap.push(timer)
    while (at > 0) {
      const parent = (at - 1) >> 1
      if (!isBefore(timer, heap[parent] as Timer)) break
      heap[at] = heap[parent] as Timer
      at = parent
    }
    heap[at] = timer
  }

  #pop(): Timer | undefined {
    const top = this.#timers[0]
    const last = this.#timers.pop()
    if (last && last !== top) {
      this.#timers[0] = last
      this.#sink(0)
    }
    return top
  }

  #sink(from: number) {
    const heap = this.#timers
    const timer = heap[from] as Timer
    let at = from
    for (;;) {
      let child = 2 * at + 1
      const right = heap[child + 1]
      if (right && isBefore(right, heap[child] as Timer)) child++
      const earliest = heap[child]
      if (!earliest || !isBefore(earliest, timer)) break
      heap[at] = earliest
      at = child
    }
    heap[at] = timer
  }

  /** Cancelled timers leave lazily; without this a program of many short waits would never shed them. */
  #compact() {
    if (this.#cancelled < 64 || this.#cancelled * 2 < this.#timers.length) return
    this.#timers = this.#timers.filter((timer) => timer.fire)
    this.#cancelled = 0
    for (let at = (this.#timers.length >> 1) - 1; at >= 0; at--) this.#sink(at)
  }
}

const isBefore = (a: Timer, b: Timer) => a.at < b.at || (a.at === b.at && a.order < b.order)

/** One turn of the event loop: the only boundary at which no promise can be left half-way. */
async function oneTurn(): Promise<void> {
  const nextTurn = typeof setImmediate === 'function' ? setImmediate : null
  assert(nextTurn, 'give this clock a way to settle: there is no setImmediate here')
  await new Promise<void>((resolve) => nextTurn(resolve))
}
