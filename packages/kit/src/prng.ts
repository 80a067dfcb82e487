/** A repeatable source of chance: the same seed gives the same sequence on every machine. */
export interface Prng {
  /** A fraction in [0, 1). */
  next(): number
  /** A whole number in [from, to], both included. */
  int(from: number, to: number): number
  /** True with the given probability. */
  chance(probability: number): boolean
  pick<T>(items: readonly T[]): T
  /** An independent sequence for one actor, so that one actor's draws never shift another's. */
  split(name: string): Prng
}

/** sfc32 (Chris Doty-Humphrey's Small Fast Counting generator), seeded from a text. */
export function prng(seed: string): Prng {
  let [a, b, c, counter] = seedWords(seed)
  const next = () => {
    const sum = (((a + b) | 0) + counter) | 0
    counter = (counter + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = (c << 21) | (c >>> 11)
    c = (c + sum) | 0
    return (sum >>> 0) / 4_294_967_296
  }
  for (let i = 0; i < 12; i++) next()
  const int = (from: number, to: number) => from + Math.floor(next() * (to - from + 1))
  return {
    next,
    int,
    chance: (probability) => next() < probability,
    pick: (items) => {
      const item = items[int(0, items.length - 1)]
      if (item === undefined) throw new RangeError('nothing to pick from')
      return item
    },
    split: (name) => prng(`${seed}/${name}`),
  }
}

/** Four well-mixed words from a text (FNV-1a with four different starting points). */
function seedWords(text: string): [number, number, number, number] {
  const word = (start: number) => {
    let hash = start | 0
    for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 16_777_619)
    return hash | 0
  }
  return [word(0x811c9dc5), word(0x9e3779b9), word(0x85ebca6b), 1]
}
