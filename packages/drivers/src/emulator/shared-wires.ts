import { type Line, Listeners } from '../lines/line.ts'

/**
 * One pair of wires behind several connections: what anybody says all others hear, as on a real bus. So a monitor may listen while a locker
 * drives the boards.
 */
export class SharedWires implements Line {
  readonly name = 'shared wires'
  readonly #taps = new Set<Line>()
  readonly #data = new Listeners<[Uint8Array]>()

  /** Another connection; it leaves when it closes. */
  join(tap: Line) {
    this.#taps.add(tap)
    tap.onClose(() => this.#taps.delete(tap))
    tap.onData((bytes) => {
      for (const other of this.#taps) if (other !== tap) void other.write(bytes).catch(() => {})
      this.#data.call(bytes)
    })
  }

  async write(bytes: Uint8Array): Promise<void> {
    await Promise.allSettled([...this.#taps].map((tap) => tap.write(bytes)))
  }

  onData(listener: (bytes: Uint8Array) => void) {
    return this.#data.add(listener)
  }

  onClose() {
    return () => {}
  }

  async [Symbol.asyncDispose]() {
    this.#taps.clear()
  }
}
