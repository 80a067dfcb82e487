import { type DecodedFrame, decode } from './codec.ts'
import {
  type BoardDefinition,
  type CommandName,
  frameLength,
  type Pattern,
} from './define-board.ts'

export type Outcome =
  | { kind: 'reply'; frame: DecodedFrame }
  | { kind: 'damaged' }
  | { kind: 'line-lost' }
  /** What was seen meanwhile tells a cut cable from a noisy one and from a wrong model. */
  | { kind: 'time-out'; saw: 'nothing' | 'damaged' | 'unexpected' }

type Asked = {
  definition: BoardDefinition
  command: CommandName
  address: number
  channel?: number
}

/** Waits for the one reply that belongs to one request, and knows what to think of all the others. */
export class Waiter {
  readonly outcome: Promise<Outcome>
  readonly #resolve: (outcome: Outcome) => void
  readonly #asked: Asked
  readonly #pattern: Pattern
  #saw: 'nothing' | 'damaged' | 'unexpected' = 'nothing'

  constructor(asked: Asked, pattern: Pattern) {
    const { promise, resolve } = Promise.withResolvers<Outcome>()
    this.outcome = promise
    this.#resolve = resolve
    this.#asked = asked
    this.#pattern = pattern
  }

  /** True when the frame was the awaited reply. */
  hear(bytes: Uint8Array): boolean {
    const { definition, command, address, channel } = this.#asked
    const frame = decode(definition, bytes)
    const isOurs =
      frame?.direction === 'reply' &&
      frame.command === command &&
      frame.address === address &&
      (frame.channel === null || frame.channel === channel)
    if (isOurs) this.#resolve({ kind: 'reply', frame })
    return isOurs
  }

  /** A damaged frame with our reply's length, command and address was our reply: waiting on is in vain. */
  hearDamaged(bytes: Uint8Array) {
    const { definition, address } = this.#asked
    const { commandAt } = definition.frame
    const isOurs =
      bytes.length === frameLength(definition, this.#pattern) &&
      bytes[commandAt] === this.#pattern[commandAt - 1] &&
      bytes[1 + this.#pattern.indexOf('address')] === address
    if (isOurs) this.#resolve({ kind: 'damaged' })
    else this.#saw = 'damaged'
  }

  /** A sound reply that is not the awaited one. */
  hearOther(frame: DecodedFrame) {
    if (frame.address === this.#asked.address) this.#saw = 'unexpected'
  }

  end(why: 'time-out' | 'line-lost') {
    this.#resolve(why === 'time-out' ? { kind: why, saw: this.#saw } : { kind: why })
  }
}
