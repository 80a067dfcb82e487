import { AppError } from '@cubby/kit/app-error'
import type { Clock, Millis } from '@cubby/kit/clock'
import type { Line } from '../lines/line.ts'
import { type SerialAddress, serialLine } from '../lines/serial-line.ts'
import { type TcpAddress, tcpLine } from '../lines/tcp-line.ts'
import { Inbox } from './inbox.ts'

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
  readonly #line: Line
  readonly #inbox: Inbox<Message>

  /** On a line that is open; it goes with the conversation. */
  constructor(line: Line, parser: MessageParser<Message>, clock: Clock) {
    this.#line = line
    this.#inbox = new Inbox(clock)
    line.onData((bytes) => this.#inbox.put(parser.push(bytes)))
    line.onClose(() => this.#inbox.close())
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

  async send(bytes: Uint8Array): Promise<void> {
    // The line opens itself again; this conversation does not go on there.
    if (this.#inbox.isClosed)
      throw new AppError('line/closed', 'the connection to the terminal was lost')
    await this.#line.write(bytes)
  }

  /** The next message. Rejects with `terminal/no-answer` after `patience`, with `line/closed` when the connection is gone. */
  next(patience: Millis): Promise<Message> {
    return this.#inbox.next(patience)
  }

  async [Symbol.asyncDispose]() {
    this.#inbox.close()
    await this.#line[Symbol.asyncDispose]()
  }
}
