import { millis } from '@cubby/kit/clock'
import { prng } from '@cubby/kit/prng'
import { assert } from '@cubby/kit/assert'
import { realClock } from '@cubby/keys/real-clock'
import { msSince, nowNs } from '../instruments/stopwatch.ts'
import { announce } from '../setup/announce.ts'
import { addLockers } from '../setup/lockers.ts'
import type { Bench } from '../bench.ts'
import { journalOf } from './journals.ts'
import { LinkClient, type Push, pushOf } from './link-client.ts'
import type { HttpClient } from '../run/http-client.ts'

/** Entries that each locker has told before: couriers have been there, and parcels lie inside. */
const TOLD_BEFORE = 150

/** A locker at which people stand: what they do goes up at once, an entry or two at a time. */
export type LiveLocker = { client: LinkClient; pushes: Push[] }

/** Lockers that are online and know everything, with so many small pushes ahead of them. */
export async function liveLockers(
  bench: Bench,
  http: HttpClient,
  size: { lockers: number; pushes: number },
): Promise<LiveLocker[]> {
  const { ground, network } = bench
  const count = size.lockers
  const lockers = await addLockers(ground, network, { count, columns: 12 })
  const live: LiveLocker[] = []
  for (const locker of lockers) {
    const { journal, entries, shipments } = journalOf(bench, locker, TOLD_BEFORE + 2 * size.pushes)
    await announce(ground, network, shipments)
    const client = new LinkClient(http, locker, journal, bench.signal)
    await client.signIn()
    await client.catchUp()
    await client.sync(pushOf(journal, entries, { from: 0, count: TOLD_BEFORE, backlog: 0 }))
    const pushes: Push[] = []
    for (let from = TOLD_BEFORE; from < entries.length && pushes.length < size.pushes;) {
      // One or two, in turn: a door that opened; a door that closed and what was taken out.
      const count = 1 + (pushes.length % 2)
      pushes.push(pushOf(journal, entries, { from, count, backlog: 0 }))
      from += count
    }
    live.push({ client, pushes })
  }
  return live
}

/**
 * People at all of these lockers, until told to end or nothing is left to tell: milliseconds until each push was
 * answered. Between two of them a locker waits a random while.
 */
export async function pickUps(
  live: readonly LiveLocker[],
  ended: AbortSignal,
  pause: { meanMs: number },
): Promise<number[]> {
  const latencies: number[] = []
  await Promise.all(
    live.map(async ({ client, pushes }) => {
      const chance = prng(`pick-ups ${client.locker.id}`)
      while (!ended.aborted) {
        await realClock.sleep(millis(chance.next() * 2 * pause.meanMs), ended)
        const push = ended.aborted ? undefined : pushes.shift()
        if (!push) return
        const from = nowNs()
        const reply = await client.sync(push)
        latencies.push(msSince(from))
        assert(reply.appliedThrough >= push.through, 'a pick-up was answered and not applied')
      }
    }),
  )
  return latencies
}
