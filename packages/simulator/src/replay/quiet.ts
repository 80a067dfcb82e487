/**
 * Work that happens in real time (sockets, PostgreSQL) while virtual time stands still. The clock may only move
 * when all of it has ended; otherwise a server would seem slow by hours because a disk took a millisecond.
 */
export class Quiet {
  #underWay = 0
  #waiting: (() => void)[] = []
  #extra: () => Promise<void> = () => Promise.resolve()
  #isStirred = false

  /** Counts this work until it ends. `stirs`: it may have left the server something to do afterwards. */
  async track<T>(work: Promise<T>, stirs = false): Promise<T> {
    this.#underWay++
    if (stirs) this.stir()
    try {
      return await work
    } finally {
      this.#underWay--
      if (this.#underWay === 0) for (const resolve of this.#waiting.splice(0)) resolve()
    }
  }

  /** What else must have ended after something that stirs: the server's own later work. */
  also(work: () => Promise<void>) {
    this.#extra = work
  }

  /** Whatever was done has left the server something to do. */
  stir() {
    this.#isStirred = true
  }

  /** Resolves when nothing more can happen without time moving. */
  settle = async (): Promise<void> => {
    for (;;) {
      await turn()
      if (this.#underWay > 0) {
        await new Promise<void>((resolve) => this.#waiting.push(resolve))
        continue
      }
      if (!this.#isStirred) return
      this.#isStirred = false
      await this.#extra()
    }
  }
}

const turn = () => new Promise<void>((resolve) => setImmediate(resolve))
