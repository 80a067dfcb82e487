import type { Side } from '@cubby/domain/cells/layout'
import type { KioskScan, KioskState } from '@cubby/protocol/kiosk/state'
import { readState } from './edge-client.ts'

/** An edge that starts again takes seconds; asking it more often costs nothing on loopback. */
const RECONNECT_MS = 1_000
/** Should an event ever be lost, the screen is wrong for no longer than this. */
const RECHECK_MS = 15_000

type Listeners = {
  onState: (state: KioskState) => void
  onScan: (scan: KioskScan) => void
  /** The edge is gone; the feed goes on trying. */
  onLost: () => void
}

/** Follows the state of the machine until it is stopped, through every restart of the edge. */
export class StateFeed {
  readonly #side: Side
  readonly #listeners: Listeners
  #stream: EventSource | null = null
  #retry: ReturnType<typeof setTimeout> | null = null
  readonly #recheck: ReturnType<typeof setInterval>
  #isReading = false
  #isStale = false
  #isStopped = false

  constructor(side: Side, listeners: Listeners) {
    this.#side = side
    this.#listeners = listeners
    this.#recheck = setInterval(() => void this.refresh(), RECHECK_MS)
    this.#connect()
  }

  /** Reads the state now; a change that comes meanwhile is read after it. */
  async refresh(): Promise<void> {
    this.#isStale = true
    if (this.#isReading) return
    this.#isReading = true
    while (this.#isStale && !this.#isStopped) {
      this.#isStale = false
      const state = await readState(this.#side)
      if (this.#isStopped) break
      if (state) this.#listeners.onState(state)
    }
    this.#isReading = false
  }

  stop() {
    this.#isStopped = true
    clearInterval(this.#recheck)
    if (this.#retry) clearTimeout(this.#retry)
    this.#stream?.close()
  }

  #connect() {
    const stream = new EventSource('/kiosk/v1/stream')
    this.#stream = stream
    stream.addEventListener('version', () => void this.refresh())
    stream.addEventListener('scan', ({ data }: MessageEvent<string>) =>
      this.#listeners.onScan(JSON.parse(data) as KioskScan),
    )
    stream.addEventListener('error', () => {
      stream.close()
      this.#listeners.onLost()
      this.#retry = setTimeout(() => this.#connect(), RECONNECT_MS)
    })
  }
}
