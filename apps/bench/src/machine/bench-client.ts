import type { BenchAsk } from '@cubby/protocol/bench/hands'
import type { BenchFrame, BenchState } from '@cubby/protocol/bench/state'

/** As many as anybody scrolls through. */
const FRAMES_MAX = 500

type Told = {
  state: BenchState | null
  /** The program behind the bench does not answer; it is tried again by itself. */
  isLost: boolean
}

/** The machine as this page knows it: asks when told that it has changed, and collects the bytes. */
export class BenchClient {
  #told: Told = { state: null, isLost: false }
  #frames: readonly BenchFrame[] = []
  readonly #toldListeners = new Set<() => void>()
  readonly #frameListeners = new Set<() => void>()
  #asking = false
  #isStale = false

  /** Listens until the page closes or the returned function is called. */
  start(): () => void {
    const stream = new EventSource('/bench/v1/stream')
    stream.addEventListener('open', () => {
      // It begins with what was before, so nothing is shown twice.
      this.#setFrames([])
      void this.#ask()
    })
    stream.addEventListener('error', () => this.#tell({ ...this.#told, isLost: true }))
    stream.addEventListener('change', () => void this.#ask())
    stream.addEventListener('frames', ({ data }: MessageEvent<string>) =>
      this.#setFrames([...this.#frames, ...(JSON.parse(data) as BenchFrame[])].slice(-FRAMES_MAX)),
    )
    return () => stream.close()
  }

  readonly told = () => this.#told
  readonly onTold = (listener: () => void) => added(this.#toldListeners, listener)
  /** Oldest first. */
  readonly frames = () => this.#frames
  readonly onFrames = (listener: () => void) => added(this.#frameListeners, listener)

  /** Lets hands do it; answers the code of what was wrong, or null. */
  async act(hand: BenchAsk): Promise<string | null> {
    try {
      const reply = await fetch('/bench/v1/hands', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(hand),
      })
      await this.#ask()
      return reply.ok ? null : ((await reply.json()) as { code: string }).code
    } catch {
      return 'link/unreachable'
    }
  }

  /** One question at a time; what changes meanwhile makes one more. */
  async #ask() {
    this.#isStale = true
    if (this.#asking) return
    this.#asking = true
    try {
      while (this.#isStale) {
        this.#isStale = false
        const reply = await fetch('/bench/v1/state')
        if (!reply.ok) throw new Error(`the bench answered ${reply.status}`)
        this.#tell({ state: (await reply.json()) as BenchState, isLost: false })
      }
    } catch {
      this.#tell({ ...this.#told, isLost: true })
    } finally {
      this.#asking = false
    }
  }

  #tell(told: Told) {
    this.#told = told
    for (const listener of this.#toldListeners) listener()
  }

  #setFrames(frames: readonly BenchFrame[]) {
    this.#frames = frames
    for (const listener of this.#frameListeners) listener()
  }
}

function added(listeners: Set<() => void>, listener: () => void) {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}
