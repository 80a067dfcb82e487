import { AppError } from '@cubby/kit/app-error'
import type { Clock } from '@cubby/kit/clock'
import { limits } from '@cubby/kit/limits'
import type { Bus } from '../bus.ts'
import type { DecodedFrame } from '../codec.ts'
import type { BoardDefinition, CommandName, RelayWord } from '../define-board.ts'
import { codecOf } from '../fields.ts'

/** One output of a relay board, whatever board that is. */
export interface RelayOutput {
  /** Resolves when the board was told, and has answered where it does; rejects when nobody knows what it did. */
  set(on: boolean): Promise<void>
  /** Whether it is on; null where the board cannot tell. Rejects when it does not answer. */
  isOn(): Promise<boolean | null>
}

type Said = { command: CommandName | RelayWord; output?: boolean }
type RelayWords = { on: Said; off: Said }

/** How a board is told to keep an output on, and to let it go; null for one that only pulses. */
export function relayWordsOf({ commands, others }: BoardDefinition): RelayWords | null {
  if (others?.['hold']) {
    const { request } = others['hold']
    const saysWhich = request.some((field) => codecOf(field).carries === 'output')
    if (saysWhich)
      return { on: { command: 'hold', output: true }, off: { command: 'hold', output: false } }
    if (others['release']) return { on: { command: 'hold' }, off: { command: 'release' } }
  }
  // Where the program ends the pulse of a lock, "open" is nothing but "on".
  return commands.release ? { on: { command: 'open' }, off: { command: 'release' } } : null
}

/** A relay board with loads on it, on the same wires as the locks: one question of ours at a time, behind every pulse. */
export class RelayBoard {
  readonly #bus: Bus
  readonly #definition: BoardDefinition
  readonly #address: number
  readonly #words: RelayWords
  readonly #clock: Clock
  #before: Promise<unknown> = Promise.resolve()
  #failures = 0
  #askAgainAt = -Infinity
  #reading: Promise<readonly boolean[] | null> | null = null

  /** `words`: see `relayWordsOf`. */
  constructor(at: {
    bus: Bus
    definition: BoardDefinition
    address: number
    words: RelayWords
    clock: Clock
  }) {
    this.#clock = at.clock
    this.#bus = at.bus
    this.#definition = at.definition
    this.#address = at.address
    this.#words = at.words
  }

  /** The output of this channel, which the board must have and which must be the wire of no lock. */
  output(channel: number): RelayOutput {
    return {
      set: async (on) => {
        await this.#ask({ ...(on ? this.#words.on : this.#words.off), channel })
      },
      isOn: async () => (await this.#outputs())?.[channel] ?? null,
    }
  }

  /** Who asks at the same time shares one answer. */
  #outputs(): Promise<readonly boolean[] | null> {
    if (!this.#definition.others?.['read-relays']) return Promise.resolve(null)
    this.#reading ??= this.#ask({ command: 'read-relays' })
      .then((reply) => reply?.outputs ?? null)
      .finally(() => (this.#reading = null))
    return this.#reading
  }

  /** A queue of our own, so that hundreds of sockets take one place in the queue of the bus. */
  #ask(said: Said & { channel?: number }): Promise<DecodedFrame | null> {
    const asked = this.#before.then(() => this.#say(said))
    this.#before = asked.catch(() => {})
    return asked
  }

  /** A board that stays silent is left alone for a while: each question holds up its neighbours on the wires. */
  async #say(said: Said & { channel?: number }): Promise<DecodedFrame | null> {
    if (this.#clock.monotonic() < this.#askAgainAt)
      throw new AppError('board/no-answer', 'the board was silent a moment ago')
    try {
      const reply = await this.#bus.request({
        ...said,
        definition: this.#definition,
        address: this.#address,
        isUrgent: false,
        patience: limits.silentBoardTimeout,
      })
      this.#failures = 0
      return reply
    } catch (error) {
      if (error instanceof AppError && error.code.startsWith('board/')) this.#noteSilence()
      throw error
    }
  }

  #noteSilence() {
    this.#failures++
    if (this.#failures < limits.boardFailuresMax) return
    this.#askAgainAt = this.#clock.monotonic() + limits.silentBoardRetry
  }
}
