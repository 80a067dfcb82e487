/** What a measure must stay within, and after how many readings in a row outside it is an alarm. */
export type Threshold = { least?: number | undefined; most?: number | undefined; readings: number }
export type ThresholdState = 'unknown' | 'inside' | 'too-low' | 'too-high'

/**
 * Watches one measure of one module. One odd reading is no alarm, and as many good ones in a row end one. Unknown readings count as
 * neither; as many of them in a row make the state unknown, because a sensor that is silent says nothing about the cold.
 */
export class ThresholdWatch {
  readonly #threshold: Threshold
  #state: ThresholdState = 'unknown'
  #next: ThresholdState = 'unknown'
  #count = 0

  constructor(threshold: Threshold) {
    this.#threshold = threshold
  }

  get state(): ThresholdState {
    return this.#state
  }

  /** Takes a reading; answers the new state when it has changed with it, else null. */
  take(value: number | null): ThresholdState | null {
    const seen = this.#stateOf(value)
    this.#count = seen === this.#next ? this.#count + 1 : 1
    this.#next = seen
    const isEnough = this.#count >= this.#threshold.readings || this.#isFirstGood(seen)
    if (!isEnough || seen === this.#state) return null
    this.#state = seen
    return seen
  }

  /** After a start the first good reading is as good as any: nothing was alarming before. */
  #isFirstGood = (seen: ThresholdState) => this.#state === 'unknown' && seen === 'inside'

  #stateOf(value: number | null): ThresholdState {
    const { least, most } = this.#threshold
    if (value === null) return 'unknown'
    if (least !== undefined && value < least) return 'too-low'
    return most !== undefined && value > most ? 'too-high' : 'inside'
  }
}
