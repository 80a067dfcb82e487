import type { Begun, FinalResult, PaymentMemory } from '../payment.ts'

/** Never resolves: what somebody waits for who is dead. */
const never = new Promise<never>(() => {})

/**
 * One life of a locker's program. It dies at the step that was chosen beforehand; whatever it would have done after that
 * does not happen, and whatever was written before stays.
 */
export class Life {
  #stepsLeft: number
  #isDead = false
  #hasDied = false
  readonly died: Promise<'died'>
  #die: () => void

  /** `steps` until death; infinity for a life without an accident. */
  constructor(steps: number) {
    this.#stepsLeft = steps
    const { promise, resolve } = Promise.withResolvers<'died'>()
    this.died = promise
    this.#die = () => resolve('died')
  }

  /** Whether it met its accident, and did not just come to its end. */
  get hasDied() {
    return this.#hasDied
  }

  /** Goes on only while alive. */
  async step(): Promise<void> {
    if (this.#isDead) return never
    if (this.#stepsLeft-- > 0) return
    this.#hasDied = true
    this.end()
    return never
  }

  /** Nothing of it happens from now on. */
  end() {
    this.#isDead = true
    this.#die()
  }
}

/** What is on the disk: outlives every life. */
export class Disk implements PaymentMemory {
  readonly #all = new Map<string, { begun: Begun; result: FinalResult | null }>()
  #lastNumber = 0

  async begin(begun: Begun) {
    this.#all.set(begun.asked.id, { begun, result: null })
    this.#lastNumber = begun.number
  }

  async finish(id: string, result: FinalResult) {
    const written = this.#all.get(id)
    if (written) written.result ??= result
  }

  async find(id: string) {
    return this.#all.get(id) ?? null
  }

  async open() {
    const open = Array.from(this.#all.values()).filter(({ result }) => result === null)
    if (open.length > 1) throw new Error('two operations are open')
    return open[0]?.begun ?? null
  }

  async lastNumber() {
    return this.#lastNumber
  }

  get all() {
    return Array.from(this.#all.values())
  }
}

/** The disk as one life sees it: it may die before a word is written, and after. */
export const memoryOf = (disk: Disk, life: Life): PaymentMemory => ({
  begin: (begun) => around(life, () => disk.begin(begun)),
  finish: (id, result) => around(life, () => disk.finish(id, result)),
  find: (id) => around(life, () => disk.find(id)),
  open: () => around(life, () => disk.open()),
  lastNumber: () => around(life, () => disk.lastNumber()),
})

async function around<T>(life: Life, work: () => Promise<T>): Promise<T> {
  await life.step()
  const value = await work()
  await life.step()
  return value
}
