import { AppError } from '@cubby/kit/app-error'
import { type Line, Listeners } from './line.ts'

/** Two ends of one line inside this process. `cut` and `mend` do what a technician's pliers would. */
export type MemoryLinePair = { driverEnd: Line; boardEnd: Line; cut: () => void; mend: () => void }

/**
 * A line without a wire: what one end writes the other hears one microtask later, in order, with no timers,
 * so that it behaves the same under a virtual clock and a real one.
 */
export function memoryLinePair(name = 'memory'): MemoryLinePair {
  const driverEnd = new MemoryEnd(`${name}/driver`)
  const boardEnd = new MemoryEnd(`${name}/board`)
  driverEnd.peer = boardEnd
  boardEnd.peer = driverEnd
  return {
    driverEnd,
    boardEnd,
    cut: () => [driverEnd, boardEnd].forEach((end) => end.lose()),
    mend: () => [driverEnd, boardEnd].forEach((end) => end.regain()),
  }
}

class MemoryEnd implements Line {
  readonly name: string
  peer: MemoryEnd | null = null
  readonly #data = new Listeners<[Uint8Array]>()
  readonly #close = new Listeners<[]>()
  #isLost = false
  #isDisposed = false

  constructor(name: string) {
    this.name = name
  }

  async write(bytes: Uint8Array): Promise<void> {
    if (this.#isDisposed) throw new AppError('line/closed', `${this.name} is closed`)
    if (this.#isLost) throw new AppError('line/unavailable', `${this.name} is cut`)
    const copy = bytes.slice()
    queueMicrotask(() => this.peer?.hear(copy))
  }

  onData(listener: (bytes: Uint8Array) => void) {
    return this.#data.add(listener)
  }

  onClose(listener: () => void) {
    return this.#close.add(listener)
  }

  hear(bytes: Uint8Array) {
    if (!this.#isLost && !this.#isDisposed) this.#data.call(bytes)
  }

  lose() {
    if (this.#isLost) return
    this.#isLost = true
    this.#close.call()
  }

  regain() {
    this.#isLost = false
  }

  async [Symbol.asyncDispose]() {
    this.#isDisposed = true
  }
}
