import { type DecodedFrame, decodeAll } from './codec.ts'
import type { BoardDefinition, CommandName, RelayWord } from './define-board.ts'
import type { FrameShape } from './frame-shape.ts'

export type Outcome =
  | { kind: 'reply'; frame: DecodedFrame }
  | { kind: 'damaged' }
  | { kind: 'line-lost' }
  /** What was seen meanwhile tells a cut cable from a noisy one and from a wrong model. */
  | { kind: 'time-out'; saw: 'nothing' | 'damaged' | 'unexpected' }

type Asked = {
  definition: BoardDefinition
  command: CommandName | RelayWord
  address: number
  channel?: number
}

/** Waits for the one reply that belongs to one request, and knows what to think of all the others. */
export class Waiter {
  readonly outcome: Promise<Outcome>
  /** What the reply may look like. */
  readonly shapes: readonly FrameShape[]
  readonly #resolve: (outcome: Outcome) => void
  readonly #asked: Asked
  #saw: 'nothing' | 'damaged' | 'unexpected' = 'nothing'

  constructor(asked: Asked, shapes: readonly FrameShape[]) {
    const { promise, resolve } = Promise.withResolvers<Outcome>()
    this.outcome = promise
    this.#resolve = resolve
    this.#asked = asked
    this.shapes = shapes
  }

  /** True when the frame was the awaited reply. */
  hear(bytes: Uint8Array): boolean {
    const { definition, command, address, channel } = this.#asked
    const frame = decodeAll(definition, bytes).find(
      (each) =>
        each.direction === 'reply' &&
        each.command === command &&
        each.address === address &&
        (each.channel === null || each.channel === channel),
    )
    if (frame) this.#resolve({ kind: 'reply', frame })
    return frame !== undefined
  }

  /** A damaged frame with our reply's length and fixed bytes was our reply: waiting on is in vain. */
  hearDamaged(bytes: Uint8Array) {
    const isOurs = this.shapes.some(
      ({ length, keys }) =>
        bytes.length === length && keys.every((key, at) => key === null || key === bytes[at]),
    )
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
