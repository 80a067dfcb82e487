import { millis, type Millis } from '@cubby/kit/clock'
import type { Prng } from '@cubby/kit/prng'
import type { VirtualClock } from '@cubby/kit/virtual-clock'

export type Striking = { clock: VirtualClock; isHealing: () => boolean }

/** Lets one kind of fault strike again and again, at moments nobody foresees, until the trouble is over. */
export function strikes(
  { clock, isHealing }: Striking,
  mean: Millis | null,
  chance: Prng,
  strike: () => Promise<void> | void,
) {
  if (mean === null) return
  const lurk = async () => {
    for (;;) {
      // Exponential: the next one does not care how long ago the last one was.
      const wait = Math.min(-Math.log(1 - chance.next()) * mean, mean * 10)
      await clock.sleep(millis(Math.max(1_000, wait)))
      if (isHealing()) return
      await strike()
    }
  }
  void lurk()
}
