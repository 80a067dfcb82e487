import type { Bench } from '../bench.ts'
import { atOnce } from '../load/at-once.ts'
import { benchLayout } from '../load/bench-layout.ts'
import { LinkClient } from '../load/link-client.ts'
import { pokeEar } from '../load/poke-ear.ts'
import { changeCourier } from '../measure/link/directory-change.ts'
import { msSince, nowNs } from '../instruments/stopwatch.ts'
import { httpClient } from '../run/http-client.ts'
import { addLockers, type BenchLocker } from '../setup/lockers.ts'
import { type GrowthTable, ladder, pointOf, rowsOf } from './table.ts'

const AT_ONCE = 32
const SYNCING_AT_ONCE = 16
const SMALLEST = 100

/** How an empty sync and a change of a courier grow with the number of lockers. */
export async function growthByLockers(
  bench: Bench,
  size: { lockers: number; seconds: number; changes: number },
): Promise<{ table: GrowthTable; lockers: readonly BenchLocker[] }> {
  const { ground, network, place } = bench
  using http = httpClient(place.url, { connections: AT_ONCE })
  const layout = benchLayout(ground.ids, 5)
  const lockers: BenchLocker[] = []
  const clients: LinkClient[] = []
  const measured = []
  for (const count of ladder(SMALLEST, size.lockers)) {
    bench.say(`${count.toLocaleString('en-US')} lockers`)
    const more = { count: count - lockers.length, columns: 5, layout }
    const added = await addLockers(ground, network, more)
    const joined = added.map((locker) => new LinkClient(http, locker, ground.ids.mint('jrn')))
    await atOnce(joined, AT_ONCE, async (client) => {
      bench.signal.throwIfAborted()
      await client.signIn()
    })
    lockers.push(...added)
    clients.push(...joined)
    await atOnce(clients, AT_ONCE, (client) => client.catchUp())
    const syncs = await emptySyncs(bench, clients, size.seconds)
    measured.push({ what: 'empty sync, 16 at a time', point: pointOf(count, syncs) })
    using ear = await pokeEar(place.url, clients[0]?.headers ?? {})
    const changes: { allMs: number; pokeMs: number }[] = []
    for (let n = 0; n <= size.changes; n++)
      changes.push(await changeCourier(bench, { http, clients, ear }, n))
    const timed = changes.slice(1)
    const pokes = timed.map(({ pokeMs }) => pokeMs)
    const all = timed.map(({ allMs }) => allMs)
    const each = all.map((ms) => ms / count)
    measured.push(
      { what: 'a courier changed, until poked', point: pointOf(count, pokes) },
      { what: '… until all lockers know', point: pointOf(count, all) },
      { what: '… for each locker', point: pointOf(count, each) },
    )
  }
  return { table: { by: 'lockers', rows: rowsOf(measured) }, lockers }
}

async function emptySyncs({ signal }: Bench, clients: readonly LinkClient[], seconds: number) {
  const latencies: number[] = []
  const from = nowNs()
  let next = 0
  await atOnce(Array.from({ length: SYNCING_AT_ONCE }), SYNCING_AT_ONCE, async () => {
    while (msSince(from) < seconds * 1_000) {
      signal.throwIfAborted()
      const sent = nowNs()
      await clients[next++ % clients.length]?.sync()
      latencies.push(msSince(sent))
    }
  })
  return latencies
}
