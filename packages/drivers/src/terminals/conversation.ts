import { AppError } from '@cubby/kit/app-error'
import type { Clock, Millis } from '@cubby/kit/clock'
import { limits } from '@cubby/kit/limits'
import { type SerialAddress, serialLine } from '../lines/serial-line.ts'
import { type TcpAddress, tcpLine } from '../lines/tcp-line.ts'

export type ConversationLink = ({ kind: 'tcp' } & TcpAddress) | ({ kind: 'serial' } & SerialAddress)

/** Takes chunks of any size and gives the messages that became complete. */
export interface MessageParser<Message> {
  push(chunk: Uint8Array): Message[]
}

/**
 * One connection for one operation, so that nothing that was said late in the last one is heard in the next. Unlike a
 * line it never opens itself again: what was under way when it went down is unknown, and has to be looked up.
 */
export class Conversation<Message> implements AsyncDisposable {
  readonly #line: ReturnType<typeof tcpLine>
  readonly #clock: Clock
  readonly #heard: Message[] = []
  #count = 0
  #isLost = false
  #wake: (() => void) | null = null

  private constructor(
    line: ReturnType<typeof tcpLine>,
    parser: MessageParser<Message>,
    clock: Clock,
  ) {
    this.#line = line
    this.#clock = clock
    line.onData((bytes) => {
      const messages = parser.push(bytes)
      this.#count += messages.length
      // A terminal that never stops talking is not listened to for ever.
      if (this.#count > limits.terminalMessagesMax) this.#isLost = true
      else this.#heard.push(...messages)
      this.#wake?.()
    })
    line.onClose(() => {
      this.#isLost = true
      this.#wake?.()
    })
  }

  /** Rejects with `line/unavailable` when the terminal cannot be reached. */
  static async open<Message>(
    link: ConversationLink,
    parser: MessageParser<Message>,
    clock: Clock,
  ): Promise<Conversation<Message>> {
    const line = link.kind === 'tcp' ? tcpLine(link, { clock }) : serialLine(link, { clock })
    const conversation = new Conversation(line, parser, clock)
    await line.triedOnce()
    try {
      await line.write(new Uint8Array(0))
    } catch (error) {
      await line[Symbol.asyncDispose]()
      throw error
    }
    return conversation
  }

  send(bytes: Uint8Array): Promise<void> {
    if (this.#isLost) throw new AppError('line/closed', 'the connection to the terminal was lost')
    return this.#line.write(bytes)
  }

  /** The next message. Rejects with `terminal/no-answer` after `patience`, with `line/closed` when the connection is gone. */
  async next(patience: Millis): Promise<Message> {
    const enough = new AbortController()
    let isOver = false
    void this.#clock.sleep(patience, enough.signal).then(() => {
      isOver = !enough.signal.aborted
      this.#wake?.()
    })
    try {
      for (;;) {
        const message = this.#heard.shift()
        if (message !== undefined) return message
        if (this.#isLost)
          throw new AppError('line/closed', 'the connection to the terminal was lost')
        if (isOver)
          throw new AppError('terminal/no-answer', `the terminal said nothing for ${patience} ms`)
        await new Promise<void>((resolve) => (this.#wake = resolve))
      }
    } finally {
      enough.abort()
      this.#wake = null
    }
  }

  async [Symbol.asyncDispose]() {
    this.#isLost = true
    this.#wake?.()
    await this.#line[Symbol.asyncDispose]()
  }
}
