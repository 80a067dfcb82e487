import type { Bench } from '../../bench.ts'
import type { Figure } from '../../figure.ts'
import { atOnce } from '../../load/at-once.ts'
import { LinkClient } from '../../load/link-client.ts'
import { httpClient } from '../../run/http-client.ts'
import { addLockers } from '../../setup/lockers.ts'
import { summary } from '../../statistics.ts'
import { bareEchoesPerSecond } from './bare-echo.ts'
import { msSince, nowNs } from '../../instruments/stopwatch.ts'

const LOCKERS = 100
const AT_ONCE = 16
const WARM_UP_MS = 1_000

/** What a quiet network costs: lockers that have nothing to tell ask whether there is anything to know. */
export async function emptySyncs(bench: Bench): Promise<Figure[]> {
  const { ground, network, place, signal } = bench
  using http = httpClient(place.url, { connections: AT_ONCE })
  const lockers = await addLockers(ground, network, { count: LOCKERS, columns: 2 })
  const clients = lockers.map((locker) => new LinkClient(http, locker, ground.ids.mint('jrn')))
  await atOnce(clients, AT_ONCE, async (client) => {
    await client.signIn()
    await client.catchUp()
  })
  bench.say(`${AT_ONCE} empty syncs at a time`)
  const from = nowNs()
  const latencies: number[] = []
  let next = 0
  await atOnce(Array.from({ length: AT_ONCE }), AT_ONCE, async () => {
    while (msSince(from) < WARM_UP_MS + bench.seconds * 1_000) {
      signal.throwIfAborted()
      const sent = nowNs()
      await clients[next++ % LOCKERS]?.sync()
      if (msSince(from) > WARM_UP_MS) latencies.push(msSince(sent))
    }
  })
  const asked = clients[0]?.emptyRequest ?? '{}'
  const reply = JSON.stringify(await clients[0]?.sync())
  bench.say('as many bytes to and from a bare server')
  const ms = Math.max(1_000, bench.seconds * 250)
  const bare = { asked, reply, atOnce: AT_ONCE, ms, warmUpMs: WARM_UP_MS }
  const echoes = await bareEchoesPerSecond(bare)
  const { count, p50, p99 } = summary(latencies)
  const perSecond = count / (msSince(from) / 1_000 - WARM_UP_MS / 1_000)
  return [
    {
      name: 'emptySyncsPerSecond',
      value: perSecond,
      unit: '/s',
      text: `syncs with nothing to tell and nothing new, ${AT_ONCE} at a time`,
    },
    {
      name: 'bareEchoesPerSecond',
      value: echoes,
      unit: '/s',
      text: 'the same bytes to and from a Fastify server that does nothing with them',
    },
    {
      name: 'emptySyncToEcho',
      value: perSecond / echoes,
      unit: '×',
      text: 'empty syncs against bare echoes',
    },
    { name: 'emptySyncP50Ms', text: 'one of them, median', value: p50, unit: 'ms' },
    { name: 'emptySyncP99Ms', text: '… and 99th percentile', value: p99, unit: 'ms' },
  ]
}
