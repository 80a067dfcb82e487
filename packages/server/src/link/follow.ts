import type { Millis } from '@cubby/kit/clock'
import { seconds } from '@cubby/kit/clock'
import type { LockerId } from '@cubby/kit/ids'
import type { AppContext } from '../context.ts'
import type { Readings } from './ports.ts'

/** A new delivery operator is rare; whoever adds one pokes `network`, and other servers notice after this. */
const KEPT_FOR = seconds(5)
/** What a reply can carry, less `network` and the locker's own. */
const OPERATORS_MAX = 62

/** The streams a locker follows: the network's, its own, and one for each delivery operator (its couriers). */
export function followers(
  ctx: Pick<AppContext, 'clock' | 'pokes'>,
  readings: Pick<Readings, 'deliveryOperators'>,
) {
  let operators: { streams: Promise<string[]>; at: Millis } | null = null
  const forget = ctx.pokes.listen(new Set(['network']), () => (operators = null))

  const load = async () => {
    const ids = await readings.deliveryOperators(OPERATORS_MAX)
    return ids.map((id) => `org:${id}`)
  }

  return {
    /** The streams of this locker, in the order of the reply. */
    async of(locker: LockerId): Promise<string[]> {
      const now = ctx.clock.monotonic()
      if (!operators || now - operators.at > KEPT_FOR) {
        const streams = load()
        const kept = { streams, at: now }
        operators = kept
        streams.catch(() => {
          if (operators === kept) operators = null
        })
      }
      return ['network', `locker:${locker}`, ...(await operators.streams)]
    },
    stop: forget,
  }
}
