import type { Millis } from '@cubby/kit/clock'
import { seconds } from '@cubby/kit/clock'
import type { LockerId } from '@cubby/kit/ids'
import type { AppContext } from '../context.ts'
import type { Readings } from './ports.ts'

/** Who changes what a locker belongs to pokes `network`; where that is lost, other servers notice after this. */
const KEPT_FOR = seconds(30)
/** What a reply can carry, less `network` and the locker's own. */
export const SHARED_STREAMS_MAX = 62

/** The streams a locker follows: the network's, its own, and those of what it belongs to and who works there. */
export function followers(
  ctx: Pick<AppContext, 'clock' | 'pokes'>,
  readings: Pick<Readings, 'sharedStreams'>,
) {
  const kept = new Map<LockerId, { streams: Promise<string[]>; at: Millis }>()
  const forget = ctx.pokes.listen(new Set(['network']), () => kept.clear())

  const sharedOf = (locker: LockerId): Promise<string[]> => {
    const now = ctx.clock.monotonic()
    const known = kept.get(locker)
    if (known && now - known.at <= KEPT_FOR) return known.streams
    const asked = { streams: readings.sharedStreams(locker), at: now }
    kept.set(locker, asked)
    asked.streams.catch(() => {
      if (kept.get(locker) === asked) kept.delete(locker)
    })
    return asked.streams
  }

  return {
    /** The streams of this locker, in the order of the reply. */
    of: async (locker: LockerId): Promise<string[]> => [
      'network',
      `locker:${locker}`,
      ...(await sharedOf(locker)).slice(0, SHARED_STREAMS_MAX),
    ],
    stop: forget,
  }
}
