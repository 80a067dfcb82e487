import type { ServerResponse } from 'node:http'
import { type Clock, millis, seconds } from '@cubby/kit/clock'
import type { KioskScan, KioskVersion } from '@cubby/protocol/kiosk/state'
import { Alarm } from '../alarm.ts'
import { EventListeners, eventText, heartbeatText } from './event-listeners.ts'

/** Faster than anybody sees; a handout of twenty doors becomes one redraw. */
const coalesced = millis(50)
const heartbeat = seconds(15)

/** Tells screens when the state has a new version, which they then ask for themselves, and what a scanner has read. */
export class StateStream implements Disposable {
  readonly #version: () => number
  readonly #clock: Clock
  readonly #stop = new AbortController()
  readonly #alarm: Alarm
  readonly #unlisten: (() => void)[]
  readonly #screens = new EventListeners()
  #isRunning = false

  constructor(options: {
    version: () => number
    onChange: (listener: () => void) => () => void
    /** With no screen that listens a scan is gone, and nothing of it is kept. */
    onScan: (listener: (scan: KioskScan) => void) => () => void
    clock: Clock
  }) {
    this.#version = options.version
    this.#clock = options.clock
    this.#alarm = new Alarm(options.clock, this.#stop.signal)
    this.#unlisten = [
      options.onChange(() => this.#alarm.ring()),
      options.onScan((scan) => this.#screens.tell(eventText('scan', scan))),
    ]
  }

  /** Serves one more screen until it goes away. */
  add(screen: ServerResponse) {
    const isAdded = this.#screens.add(screen, versionText(this.#version()))
    if (isAdded && !this.#isRunning) void this.#run()
  }

  [Symbol.dispose]() {
    for (const unlisten of this.#unlisten) unlisten()
    this.#stop.abort()
    this.#screens.end()
  }

  /** Runs only while a screen listens. */
  async #run() {
    this.#isRunning = true
    let told = this.#version()
    while (this.#screens.size > 0 && !this.#stop.signal.aborted) {
      await this.#alarm.wait(heartbeat)
      await this.#clock.sleep(coalesced, this.#stop.signal)
      const version = this.#version()
      this.#screens.tell(version === told ? heartbeatText : versionText(version))
      told = version
    }
    this.#isRunning = false
  }
}

const versionText = (version: number) => eventText('version', { version } satisfies KioskVersion)
