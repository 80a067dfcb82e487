import { type Instant, isoTime } from '@cubby/kit/clock'
import type { VirtualClock } from '@cubby/kit/virtual-clock'

/** Enough for the last minutes of a busy day. */
const TOLD_MAX = 4_000

type Line = { at: Instant; who: string; text: string }

/**
 * What happened, twice over: as a running hash of everything (two runs of one seed must agree), and as sentences
 * of the last minutes for whoever has to understand a failure.
 */
export class Story {
  readonly #clock: VirtualClock
  readonly #onLine: ((line: string) => void) | null
  readonly #lines: Line[] = []
  #first = 0
  #low = 0x811c9dc5
  #high = 0x9e3779b9

  constructor(clock: VirtualClock, onLine: ((line: string) => void) | null = null) {
    this.#clock = clock
    this.#onLine = onLine
  }

  /** Something that a person would want to read about. */
  tell(who: string, text: string) {
    const line = { at: this.#clock.now(), who, text }
    this.#lines[this.#first % TOLD_MAX] = line
    this.#first++
    this.mark(`${line.at} ${who} ${text}`)
    this.#onLine?.(shown(line))
  }

  /** Something that must be the same in every run of this seed. */
  mark(text: string) {
    let low = this.#low
    let high = this.#high
    for (let i = 0; i < text.length; i++) {
      const code = text.charCodeAt(i)
      low = Math.imul(low ^ code, 16_777_619)
      high = Math.imul(high ^ code, 0x85ebca6b) ^ (low >>> 15)
    }
    this.#low = low
    this.#high = high
  }

  get hash(): string {
    const hex = (word: number) => (word >>> 0).toString(16).padStart(8, '0')
    return hex(this.#high) + hex(this.#low)
  }

  /** The last lines, oldest first. */
  last(count: number): string[] {
    const from = Math.max(0, this.#first - Math.min(count, TOLD_MAX))
    const lines: string[] = []
    for (let i = from; i < this.#first; i++) {
      const line = this.#lines[i % TOLD_MAX]
      if (line) lines.push(shown(line))
    }
    return lines
  }
}

const shown = ({ at, who, text }: Line) => `${isoTime(at).slice(5, 23)}  ${who.padEnd(12)} ${text}`
