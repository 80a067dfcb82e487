import { type Instant, instant } from '@cubby/kit/clock'
import { type IdSource, idSource } from '@cubby/kit/ids'
import { prng } from '@cubby/kit/prng'

/** Ids that are the same in every run with this seed. */
export function seededIds(
  seed: string,
  now: () => Instant = () => instant(1_772_409_600_000),
): IdSource {
  const chance = prng(seed)
  return idSource(now, (count) => Uint8Array.from({ length: count }, () => chance.int(0, 255)))
}
