import type { CancelSignal } from './clock.ts'

/** What an `AbortController` and its signal are, in one and for next to nothing: programs wait all day long. */
export class Cancel implements CancelSignal {
  #aborted = false
  #listeners: (() => void)[] = []

  get aborted() {
    return this.#aborted
  }

  /** Ends every wait on this one, now and from now on. */
  abort() {
    if (this.#aborted) return
    this.#aborted = true
    const listeners = this.#listeners
    this.#listeners = []
    for (const listener of listeners) listener()
  }

  /** As with an `AbortSignal`, who comes too late is never called. */
  addEventListener(_type: 'abort', listener: () => void) {
    if (!this.#aborted) this.#listeners.push(listener)
  }

  removeEventListener(_type: 'abort', listener: () => void) {
    const at = this.#listeners.indexOf(listener)
    if (at >= 0) this.#listeners.splice(at, 1)
  }
}
