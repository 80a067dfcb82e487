import { type Clock, type Millis, millis } from '@cubby/kit/clock'
import { type Line, Listeners } from '../lines/line.ts'

/** Ten bits per byte: start, eight of data, stop. */
export const wireTime = (bytes: number, baudRate: number) => millis((bytes * 10_000) / baudRate)

/** When bytes were on the wires, from the first bit of the first to the last bit of the last. */
export type Passage = { from: Millis; to: Millis; by: 'driver' | 'boards'; bytes: Uint8Array }
export type PacedPair = {
  driverEnd: Line
  boardEnd: Line
  passages: readonly Passage[]
  /** How often both ends spoke at once; what was under way then came out as garbage. */
  readonly collisions: number
}

type UnderWay = Passage & { isGarbled: boolean }

/**
 * A pair of wires that takes its time: bytes arrive when a real line of this speed would have carried the last of them,
 * and two who speak at the same time spoil both. A write resolves when its last bit has left. `isExact` waits for the last
 * two milliseconds without letting go of the processor: only on a real clock, to measure by.
 */
export function pacedLinePair(clock: Clock, baudRate: number, isExact = false): PacedPair {
  const passages: UnderWay[] = []
  let collisions = 0
  const heardBy = { driver: new Listeners<[Uint8Array]>(), boards: new Listeners<[Uint8Array]>() }

  /** Timers count whole milliseconds, and may be a fraction early. */
  const until = async (moment: number) => {
    for (let left = moment - clock.monotonic(); left > 0; left = moment - clock.monotonic()) {
      if (!isExact) await clock.sleep(millis(Math.ceil(left)))
      else if (left > 2) await clock.sleep(millis(Math.floor(left) - 1))
    }
  }

  const say = (by: Passage['by']) => async (bytes: Uint8Array) => {
    const asked = clock.monotonic()
    const own = passages.findLast((each) => each.by === by)
    // A port sends one byte after the other, so its own frames wait for each other.
    const from = millis(Math.max(asked, own?.to ?? 0))
    const to = millis(from + wireTime(bytes.length, baudRate))
    const passage: UnderWay = { from, to, by, bytes: bytes.slice(), isGarbled: false }
    for (const other of passages.slice(-4)) {
      if (other.by === by || other.to <= from || other.from >= to) continue
      collisions++
      other.isGarbled = passage.isGarbled = true
    }
    passages.push(passage)
    await until(to)
    heardBy[by].call(passage.isGarbled ? bytes.map((byte) => byte ^ 0xa5) : bytes)
  }

  const end = (by: Passage['by'], hears: Passage['by']): Line => ({
    name: `paced/${by}`,
    write: say(by),
    onData: (listener) => heardBy[hears].add(listener),
    onClose: () => () => {},
    [Symbol.asyncDispose]: async () => {},
  })

  return {
    driverEnd: end('driver', 'boards'),
    boardEnd: end('boards', 'driver'),
    passages,
    get collisions() {
      return collisions
    },
  }
}
