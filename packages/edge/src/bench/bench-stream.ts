import type { ServerResponse } from 'node:http'
import { type Clock, millis, seconds } from '@cubby/kit/clock'
import type { BenchFrame, BenchVersion } from '@cubby/protocol/bench/state'
import { Alarm } from '../alarm.ts'
import { EventListeners, eventText, heartbeatText } from '../kiosk-api/event-listeners.ts'
import type { VirtualMachine } from './virtual-machine.ts'

const coalesced = millis(50)
const heartbeat = seconds(15)
/** A page that opens gets all recent frames at once. */
const BEHIND_BYTES_MAX = 1024 * 1024
/** More than a hundred doors make between two looks; what is beyond is dropped, and its numbers are missing. */
const BATCH_MAX = 500

/** Tells pages of changes at the machine and of bytes on its wires, in batches. */
export class BenchStream implements Disposable {
  readonly #machine: VirtualMachine
  readonly #clock: Clock
  readonly #stop = new AbortController()
  readonly #alarm: Alarm
  readonly #unlisten: (() => void)[]
  readonly #pages = new EventListeners(BEHIND_BYTES_MAX)
  #frames: BenchFrame[] = []
  #isRunning = false

  constructor(options: { machine: VirtualMachine; clock: Clock }) {
    this.#machine = options.machine
    this.#clock = options.clock
    this.#alarm = new Alarm(options.clock, this.#stop.signal)
    this.#unlisten = [
      this.#machine.onChange(() => this.#alarm.ring()),
      this.#machine.frames.onFrame((frame) => {
        if (this.#pages.size === 0 || this.#frames.length >= BATCH_MAX) return
        this.#frames.push(frame)
        this.#alarm.ring()
      }),
    ]
  }

  /** Serves one more page until it goes away. */
  add(page: ServerResponse) {
    const { version, frames } = this.#machine
    const first = changeText(version) + eventText('frames', frames.recent())
    if (this.#pages.add(page, first) && !this.#isRunning) void this.#run()
  }

  [Symbol.dispose]() {
    for (const unlisten of this.#unlisten) unlisten()
    this.#stop.abort()
    this.#pages.end()
  }

  /** Runs only while a page listens. */
  async #run() {
    this.#isRunning = true
    let told = this.#machine.version
    while (this.#pages.size > 0 && !this.#stop.signal.aborted) {
      await this.#alarm.wait(heartbeat)
      await this.#clock.sleep(coalesced, this.#stop.signal)
      const { version } = this.#machine
      const frames = this.#frames.splice(0)
      const change = version === told ? '' : changeText(version)
      const bytes = frames.length === 0 ? '' : eventText('frames', frames)
      this.#pages.tell(change + bytes || heartbeatText)
      told = version
    }
    this.#isRunning = false
  }
}

const changeText = (version: number) => eventText('change', { version } satisfies BenchVersion)
