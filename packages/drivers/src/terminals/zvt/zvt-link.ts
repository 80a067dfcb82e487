import { AppError } from '@cubby/kit/app-error'
import { type Clock, hours, type Millis, seconds } from '@cubby/kit/clock'
import { Conversation, type ConversationLink } from '../conversation.ts'
import { Inbox } from '../inbox.ts'
import type { Line } from '../../lines/line.ts'
import { ACK, type Apdu, ApduParser, encodeApdu, encodeSerial, type Heard, NAK, SerialParser } from './apdu.ts' // prettier-ignore

/** Each command is answered within this. */
export const answerPatience = seconds(5)
const ackPatience = seconds(1)
const sendTries = 3

/** Messages over TCP, or over a serial line, where each is acknowledged by a byte and sent again when it is not. */
export class ZvtLink implements AsyncDisposable {
  readonly #talk: Conversation<Heard>
  readonly #isSerial: boolean
  readonly #apdus: Inbox<Apdu>
  readonly #acks: Inbox<boolean>
  /** An abort may be sent while an answer is: one after the other. */
  #sending: Promise<void> = Promise.resolve()

  private constructor(talk: Conversation<Heard>, isSerial: boolean, clock: Clock) {
    this.#talk = talk
    this.#isSerial = isSerial
    this.#apdus = new Inbox(clock)
    this.#acks = new Inbox(clock)
    void this.#listen()
  }

  /** The cash register's end. */
  static async open(link: ConversationLink, clock: Clock): Promise<ZvtLink> {
    const isSerial = link.kind === 'serial'
    const parser = isSerial ? new SerialParser() : new ApduParser()
    const talk = await Conversation.open<Heard>(link, parser, clock)
    return new ZvtLink(talk, isSerial, clock)
  }

  /** The other end, for emulators. */
  static on(line: Line, isSerial: boolean, clock: Clock): ZvtLink {
    const parser = isSerial ? new SerialParser() : new ApduParser()
    return new ZvtLink(new Conversation<Heard>(line, parser, clock), isSerial, clock)
  }

  send(message: Apdu): Promise<void> {
    const sent = this.#sending.then(() => this.#send(message))
    this.#sending = sent.catch(() => {})
    return sent
  }

  /** Rejects with `terminal/no-answer` and `line/closed`. */
  next(patience: Millis): Promise<Apdu> {
    return this.#apdus.next(patience)
  }

  [Symbol.asyncDispose]() {
    return this.#talk[Symbol.asyncDispose]()
  }

  async #send(message: Apdu): Promise<void> {
    if (!this.#isSerial) return this.#talk.send(encodeApdu(message))
    for (let tries = 0; tries < sendTries; tries++) {
      await this.#talk.send(encodeSerial(message))
      if (await this.#isAcknowledged()) return
    }
    throw new AppError('terminal/no-answer', 'the terminal acknowledges nothing')
  }

  async #isAcknowledged(): Promise<boolean> {
    try {
      return await this.#acks.next(ackPatience)
    } catch (error) {
      if (error instanceof AppError && error.code === 'terminal/no-answer') return false
      throw error
    }
  }

  /** Acknowledges what arrived whole, and asks again for what did not. */
  async #listen() {
    try {
      for (;;) {
        const heard = await this.#talk.next(hours(24 * 20))
        if (heard.heard === 'ack' || heard.heard === 'nak') {
          this.#acks.put([heard.heard === 'ack'])
          continue
        }
        const isWhole = heard.heard === 'apdu'
        if (this.#isSerial) await this.#talk.send(Uint8Array.of(isWhole ? ACK : NAK))
        if (isWhole) this.#apdus.put([heard.apdu])
      }
    } catch {
      this.#apdus.close()
      this.#acks.close()
    }
  }
}
