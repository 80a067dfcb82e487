import type { ServerResponse } from 'node:http'
import { type Clock, millis, seconds } from '@cubby/kit/clock'
import type { KioskScan, KioskVersion } from '@cubby/protocol/kiosk/state'
import { Alarm } from '../alarm.ts'

/** Three screens, a technician's laptop, a few tabs left open. */
const LISTENERS_MAX = 16
const BEHIND_BYTES_MAX = 64 * 1024
/** Faster than anybody sees; a handout of twenty doors becomes one redraw. */
const coalesced = millis(50)
const heartbeat = seconds(15)

/** Tells screens when the state has a new version; what it is they ask for themselves. */
export class StateStream implements Disposable {
  readonly #version: () => number
  readonly #clock: Clock
  readonly #stop = new AbortController()
  readonly #alarm: Alarm
  readonly #unlisten: () => void
  readonly #screens = new Set<ServerResponse>()
  #isRunning = false

  constructor(options: {
    version: () => number
    onChange: (listener: () => void) => () => void
    clock: Clock
  }) {
    this.#version = options.version
    this.#clock = options.clock
    this.#alarm = new Alarm(options.clock, this.#stop.signal)
    this.#unlisten = options.onChange(() => this.#alarm.ring())
  }

  /** Serves one more screen until it goes away. */
  add(screen: ServerResponse) {
    if (this.#screens.size >= LISTENERS_MAX) {
      screen.writeHead(503).end()
      return
    }
    screen.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' })
    screen.write(eventOf({ version: this.#version() }))
    this.#screens.add(screen)
    screen.on('error', () => {}) // 'close' follows
    screen.once('close', () => this.#screens.delete(screen))
    if (!this.#isRunning) void this.#run()
  }

  /** Hands a scan to every screen that listens now; with none it is gone, and nothing of it is kept. */
  scanned(scan: KioskScan) {
    for (const screen of this.#screens) tell(screen, scanOf(scan))
  }

  [Symbol.dispose]() {
    this.#unlisten()
    this.#stop.abort()
    for (const screen of this.#screens) screen.end()
  }

  /** Runs only while a screen listens. */
  async #run() {
    this.#isRunning = true
    let told = this.#version()
    while (this.#screens.size > 0 && !this.#stop.signal.aborted) {
      await this.#alarm.wait(heartbeat)
      await this.#clock.sleep(coalesced, this.#stop.signal)
      const version = this.#version()
      const text = version === told ? ': still here\n\n' : eventOf({ version })
      told = version
      for (const screen of this.#screens) tell(screen, text)
    }
    this.#isRunning = false
  }
}

/** A tab that hangs is dropped; it asks anew when it wakes. */
function tell(screen: ServerResponse, text: string) {
  if (screen.writableLength > BEHIND_BYTES_MAX) screen.destroy()
  else screen.write(text)
}

const scanOf = (scan: KioskScan) => `event: scan\ndata: ${JSON.stringify(scan)}\n\n`
const eventOf = ({ version }: KioskVersion) =>
  `event: version\ndata: ${JSON.stringify({ version })}\n\n`
