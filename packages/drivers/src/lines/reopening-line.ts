import { AppError } from '@cubby/kit/app-error'
import type { Clock, Millis } from '@cubby/kit/clock'
import { limits } from '@cubby/kit/limits'
import { type DataListener, type Line, Listeners } from './line.ts'

/** One opened connection. It is used until it closes and then replaced, never revived. */
export interface Connection {
  write(bytes: Uint8Array): Promise<void>
  /** Ends the connection and drops what it has not sent yet; may be called more than once. */
  close(): void
}

export type ConnectionEvents = { onData: DataListener; onClose: () => void }
/** Opens the port or socket once; rejects when it cannot. */
export type Connect = (events: ConnectionEvents) => Promise<Connection>

/**
 * A line that opens itself again after every loss, slower each time, for as long as it is not disposed.
 * Nothing is kept for later while it is down: a pulse that arrives minutes late would open a door
 * in front of nobody.
 */
export class ReopeningLine implements Line {
  readonly name: string
  readonly #connect: Connect
  readonly #clock: Clock
  readonly #data = new Listeners<[Uint8Array]>()
  readonly #close = new Listeners<[]>()
  readonly #state = new Listeners<[boolean]>()
  readonly #stop = new AbortController()
  #connection: Connection | null = null
  #lastFailure: unknown = null
  #firstTry: Promise<void>
  #running: Promise<void>

  constructor(options: { name: string; connect: Connect; clock: Clock }) {
    this.name = options.name
    this.#connect = options.connect
    this.#clock = options.clock
    const firstTry = Promise.withResolvers<void>()
    this.#firstTry = firstTry.promise
    this.#running = this.#keepOpen(firstTry.resolve)
  }

  /** Resolves when opening was tried once, whether it worked or not. */
  triedOnce(): Promise<void> {
    return this.#firstTry
  }

  /** Tells whether it is open: as soon as opening was tried, and whenever that changes. */
  watch(listener: (isOpen: boolean) => void): () => void {
    const stop = this.#state.add(listener)
    let isWatched = true
    void this.#firstTry.then(() => {
      if (isWatched && !this.#stop.signal.aborted) listener(this.#connection !== null)
    })
    return () => {
      isWatched = false
      stop()
    }
  }

  async write(bytes: Uint8Array): Promise<void> {
    if (this.#stop.signal.aborted) throw new AppError('line/closed', `${this.name} is closed`)
    const connection = this.#connection
    if (!connection)
      throw new AppError('line/unavailable', `${this.name} is not open${this.#why()}`, {
        cause: this.#lastFailure,
      })
    const enough = new AbortController()
    const stuck = this.#clock.sleep(limits.lineWriteTimeout, enough.signal).then(() => {
      if (enough.signal.aborted) return
      connection.close()
      throw new AppError('line/unavailable', `${this.name} takes no more bytes; opening it again`)
    })
    try {
      await Promise.race([connection.write(bytes), stuck])
    } catch (error) {
      connection.close()
      if (error instanceof AppError) throw error
      throw new AppError('line/unavailable', `${this.name} was lost while writing`, {
        cause: error,
      })
    } finally {
      enough.abort()
    }
  }

  /** What people can do something about. */
  #why = () => (this.#lastFailure instanceof AppError ? `: ${this.#lastFailure.message}` : '')

  onData(listener: DataListener) {
    return this.#data.add(listener)
  }

  onClose(listener: () => void) {
    return this.#close.add(listener)
  }

  async [Symbol.asyncDispose]() {
    this.#stop.abort()
    this.#connection?.close()
    await this.#running
  }

  async #keepOpen(triedOnce: () => void) {
    const { signal } = this.#stop
    let delay: number = limits.lineReopenFirst
    while (!signal.aborted) {
      const lost = Promise.withResolvers<void>()
      try {
        const connection = await this.#connect({
          onData: (bytes) => this.#data.call(bytes),
          onClose: () => lost.resolve(),
        })
        this.#connection = connection
        delay = limits.lineReopenFirst
        if (signal.aborted) connection.close()
        triedOnce()
        this.#state.call(true)
        await lost.promise
        this.#connection = null
        this.#close.call()
        this.#state.call(false)
      } catch (error) {
        this.#lastFailure = error
        triedOnce()
      }
      await this.#clock.sleep(delay as Millis, signal)
      delay = Math.min(delay * 2, limits.lineReopenMax)
    }
  }
}
