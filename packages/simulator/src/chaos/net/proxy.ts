import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net'
import { realClock } from '@cubby/keys/real-clock'
import { type Millis, millis } from '@cubby/kit/clock'

/** How a wire behaves. `half-open`: connections are taken, and what is sent into them is never heard of again. */
export type Weather =
  | { kind: 'fair' }
  | { kind: 'cut' }
  | { kind: 'delayed'; by: Millis }
  | { kind: 'throttled'; bytesPerSecond: number }
  | { kind: 'half-open' }

/** A throttled chunk is let through in pieces of this size. */
const PIECE_BYTES = 512

/**
 * A TCP wire that knows nothing of what it carries: a port of its own, and a place where it leads to. It keeps its
 * port while the program at its end dies, comes back under another port, or is away.
 */
export class LinkProxy implements AsyncDisposable {
  readonly #server: Server
  readonly #pairs = new Set<{ near: Socket; far: Socket | null; isSwallowed: boolean }>()
  #weather: Weather = { kind: 'fair' }
  #target: number | null = null

  private constructor() {
    this.#server = createServer({ noDelay: true }, (near) => this.#accept(near))
  }

  static async open(target: number | null): Promise<LinkProxy> {
    const proxy = new LinkProxy()
    proxy.#target = target
    proxy.#server.listen(0, '127.0.0.1')
    await once(proxy.#server, 'listening')
    return proxy
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port
  }

  /** Leads somewhere else from now on; null refuses everybody. Whoever is connected is cut off. */
  leadTo(target: number | null) {
    this.#target = target
    this.#dropAll()
  }

  /** Changes the weather. What was swallowed stays dead until its owner gives up, or `reset`. */
  set(weather: Weather) {
    this.#weather = weather
    if (weather.kind === 'cut') this.#dropAll()
    if (weather.kind === 'half-open') for (const pair of this.#pairs) pair.isSwallowed = true
  }

  /** Fair weather, and nobody waits for what was swallowed. */
  reset() {
    this.#weather = { kind: 'fair' }
    for (const pair of this.#pairs) if (pair.isSwallowed) drop(pair)
  }

  async [Symbol.asyncDispose]() {
    this.#dropAll()
    const closed = once(this.#server, 'close')
    this.#server.close()
    await closed
  }

  #accept(near: Socket) {
    near.on('error', () => {})
    if (this.#weather.kind === 'cut' || this.#target === null) return near.resetAndDestroy()
    const isSwallowed = this.#weather.kind === 'half-open'
    const far = isSwallowed
      ? null
      : connect({ host: '127.0.0.1', port: this.#target, noDelay: true })
    const pair = { near, far, isSwallowed }
    this.#pairs.add(pair)
    near.once('close', () => {
      this.#pairs.delete(pair)
      far?.destroy()
    })
    if (!far) return near.resume()
    far.on('error', () => {})
    far.once('close', () => (pair.isSwallowed ? undefined : near.destroy()))
    void this.#carry(near, far, pair)
    void this.#carry(far, near, pair)
  }

  async #carry(from: Socket, to: Socket, pair: { isSwallowed: boolean }) {
    try {
      for await (const chunk of from) {
        await this.#wait()
        if (pair.isSwallowed) continue
        for (const piece of this.#pieces(chunk as Buffer)) {
          await this.#paced(piece.length)
          if (!to.write(piece)) await once(to, 'drain')
        }
      }
      if (!pair.isSwallowed) to.end()
    } catch {
      // One end is gone; the other follows by its `close`.
    }
  }

  async #wait() {
    if (this.#weather.kind === 'delayed') await realClock.sleep(this.#weather.by)
  }

  #pieces(chunk: Buffer): Buffer[] {
    if (this.#weather.kind !== 'throttled') return [chunk]
    const count = Math.ceil(chunk.length / PIECE_BYTES)
    return Array.from({ length: count }, (_, i) =>
      chunk.subarray(i * PIECE_BYTES, (i + 1) * PIECE_BYTES),
    )
  }

  async #paced(bytes: number) {
    if (this.#weather.kind !== 'throttled') return
    await realClock.sleep(millis((bytes / this.#weather.bytesPerSecond) * 1_000))
  }

  #dropAll() {
    for (const pair of this.#pairs) drop(pair)
  }
}

function drop({ near, far }: { near: Socket; far: Socket | null }) {
  near.resetAndDestroy()
  far?.destroy()
}
