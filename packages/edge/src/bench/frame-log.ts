import { Listeners } from '@cubby/drivers/lines/line'
import type { BenchFrame } from '@cubby/protocol/bench/state'

/** What somebody who opens the page sees of the time before. */
const NEWS_MAX = 300
/** Doors are asked for many times a second: of that, a little is enough. */
const ROUTINE_MAX = 200

/** The last bytes on the wires. The oldest are forgotten; nobody ever waits for whoever reads them. */
export class FrameLog {
  readonly #heard = new Listeners<[BenchFrame]>()
  #news: BenchFrame[] = []
  #routine: BenchFrame[] = []
  #count = 0

  add(frame: Omit<BenchFrame, 'seq'>) {
    const numbered = { ...frame, seq: ++this.#count }
    if (frame.isNews) this.#news = [...this.#news, numbered].slice(-NEWS_MAX)
    else this.#routine = [...this.#routine, numbered].slice(-ROUTINE_MAX)
    this.#heard.call(numbered)
  }

  /** Oldest first. */
  recent(): BenchFrame[] {
    return [...this.#news, ...this.#routine].toSorted((a, b) => a.seq - b.seq)
  }

  onFrame(listener: (frame: BenchFrame) => void): () => void {
    return this.#heard.add(listener)
  }
}
