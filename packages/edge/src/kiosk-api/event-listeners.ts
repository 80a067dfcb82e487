import type { ServerResponse } from 'node:http'

/** Three screens, a technician's laptop, a few tabs left open. */
const LISTENERS_MAX = 16

/** Pages that listen to a stream of events. Whoever hangs is dropped; it asks anew when it wakes. */
export class EventListeners {
  readonly #behindBytesMax: number
  readonly #all = new Set<ServerResponse>()

  constructor(behindBytesMax = 64 * 1024) {
    this.#behindBytesMax = behindBytesMax
  }

  get size() {
    return this.#all.size
  }

  /** Tells one more page from now on, beginning with `first`; false when there are too many. */
  add(page: ServerResponse, first: string): boolean {
    if (this.#all.size >= LISTENERS_MAX) {
      page.writeHead(503).end()
      return false
    }
    page.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' })
    page.write(first)
    this.#all.add(page)
    page.on('error', () => {}) // 'close' follows
    page.once('close', () => this.#all.delete(page))
    return true
  }

  tell(text: string) {
    for (const page of this.#all) {
      if (page.writableLength > this.#behindBytesMax) page.destroy()
      else page.write(text)
    }
  }

  end() {
    for (const page of this.#all) page.end()
  }
}

/** One event as it goes over the wire. */
export const eventText = (name: string, data: unknown) =>
  `event: ${name}\ndata: ${JSON.stringify(data)}\n\n`

/** Keeps proxies and browsers from thinking that nobody is there. */
export const heartbeatText = ': still here\n\n'
