import { Listeners } from '@cubby/drivers/lines/line'
import { AppError } from '@cubby/kit/app-error'
import type { Transport, TransportOptions } from '../sync/transport.ts'

/**
 * A link with a plug that can be pulled. What was under way is lost, whatever the server made of it, and everything after fails
 * until the plug is in again: as with a real cable, nobody on the other side is told.
 */
export class NetworkPlug implements Transport {
  readonly #inner: Transport
  readonly #moved = new Listeners<[]>()
  #pulled = new AbortController()

  constructor(inner: Transport) {
    this.#inner = inner
  }

  get isIn() {
    return !this.#pulled.signal.aborted
  }

  pull() {
    if (!this.isIn) return
    this.#pulled.abort()
    this.#moved.call()
  }

  plugIn() {
    if (this.isIn) return
    this.#pulled = new AbortController()
    this.#moved.call()
  }

  /** Calls back after each pull and each plugging in, as a network card tells its computer. */
  onMoved(listener: () => void): () => void {
    return this.#moved.add(listener)
  }

  post: Transport['post'] = (path, body, options) =>
    this.#through(options, (own) => this.#inner.post(path, body, own))

  poke: Transport['poke'] = (options, on) =>
    this.#through(options, (own) => this.#inner.poke(own, on))

  async #through<T>(options: TransportOptions, go: (own: TransportOptions) => Promise<T>) {
    const { signal } = this.#pulled
    if (signal.aborted) throw cutOff()
    const told = await go({ ...options, signal: AbortSignal.any([options.signal, signal]) })
    // An answer that came in the very moment of the pull did not come.
    if (signal.aborted) throw cutOff()
    return told
  }
}

const cutOff = () => new AppError('link/unreachable', 'the network plug is pulled')
