import { AppError } from '@cubby/kit/app-error'
import type { Clock, Millis } from '@cubby/kit/clock'
import { limits } from '@cubby/kit/limits'

/** What was heard and not yet read, in order, and bounded. */
export class Inbox<Message> {
  readonly #heard: Message[] = []
  readonly #clock: Clock
  #isClosed = false
  #waiting: (() => void)[] = []

  constructor(clock: Clock) {
    this.#clock = clock
  }

  get isClosed() {
    return this.#isClosed
  }

  put(messages: readonly Message[]) {
    if (this.#heard.length + messages.length > limits.terminalMessagesMax) return this.close()
    this.#heard.push(...messages)
    this.#wake()
  }

  /** Nothing more will come; what was heard may still be read. */
  close() {
    this.#isClosed = true
    this.#wake()
  }

  /** The next message. Rejects with `terminal/no-answer` after `patience`, with `line/closed` when nothing more can come. */
  async next(patience: Millis): Promise<Message> {
    const enough = new AbortController()
    let isOver = false
    void this.#clock.sleep(patience, enough.signal).then(() => {
      isOver = !enough.signal.aborted
      this.#wake()
    })
    try {
      for (;;) {
        const message = this.#heard.shift()
        if (message !== undefined) return message
        if (this.#isClosed) throw new AppError('line/closed', 'the connection to the terminal was lost') // prettier-ignore
        if (isOver)
          throw new AppError('terminal/no-answer', `the terminal said nothing for ${patience} ms`)
        await new Promise<void>((resolve) => this.#waiting.push(resolve))
      }
    } finally {
      enough.abort()
    }
  }

  #wake() {
    for (const wake of this.#waiting.splice(0)) wake()
  }
}
