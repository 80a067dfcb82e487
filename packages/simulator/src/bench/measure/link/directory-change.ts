import { assert } from '@cubby/kit/assert'
import { seconds } from '@cubby/kit/clock'
import { realClock } from '@cubby/keys/real-clock'
import type { Bench } from '../../bench.ts'
import type { Figure } from '../../figure.ts'
import { atOnce } from '../../load/at-once.ts'
import { LinkClient } from '../../load/link-client.ts'
import { type PokeEar, pokeEar } from '../../load/poke-ear.ts'
import { bodyOf, type HttpClient, httpClient } from '../../run/http-client.ts'
import { addLockers } from '../../setup/lockers.ts'
import { median } from '../../statistics.ts'
import { msBetween, msSince, nowNs } from '../../instruments/stopwatch.ts'

const LOCKERS = 1_000
const AT_ONCE = 32
const CHANGES = 5
/** Pokes are gathered for a moment; one that takes longer than this is lost, and the pull starts without it. */
const POKED_WITHIN = seconds(2)
const PULLS_MAX = 20

type Change = { writeMs: number; pokeMs: number; allMs: number }

/**
 * One courier is changed, and a thousand lockers follow his organization: how long until the last of them knows.
 * They pull over HTTP when the poke is heard, so many at a time, and store nothing; a real one adds one fsync.
 */
export async function directoryChange(bench: Bench): Promise<Figure[]> {
  const { ground, network, place } = bench
  using http = httpClient(place.url, { connections: AT_ONCE })
  bench.say(`setting up ${LOCKERS} lockers`)
  const lockers = await addLockers(ground, network, { count: LOCKERS, columns: 1 })
  const clients = lockers.map((locker) => new LinkClient(http, locker, ground.ids.mint('jrn')))
  await atOnce(clients, AT_ONCE, async (client) => {
    bench.signal.throwIfAborted()
    await client.signIn()
    await client.catchUp()
  })
  using ear = await pokeEar(place.url, clients[0]?.headers ?? {})
  bench.say(`changing a courier ${CHANGES} times`)
  const changes: Change[] = []
  for (let n = 0; n <= CHANGES; n++)
    changes.push(await changeCourier(bench, { http, clients, ear }, n))
  // The first one warms up.
  return figuresOf(changes.slice(1))
}

/** One change, known to all of them. */
export async function changeCourier(
  { network, place, signal }: Bench,
  { http, clients, ear }: { http: HttpClient; clients: readonly LinkClient[]; ear: PokeEar },
  n: number,
): Promise<Change> {
  const stream = `org:${network.carrier}`
  const before = clients[0]?.cursorOf(stream) ?? 0
  const courier = { organization: network.carrier, name: `Courier ${n}`, badge: `B-${n}-${before}` }
  const poked = ear.next(stream).then(() => nowNs())
  const from = nowNs()
  const answer = await http.post('/v1/couriers', JSON.stringify(courier), {
    authorization: `Bearer ${place.operatorKey}`,
    'idempotency-key': `bench-courier-${n}-${before}`,
  })
  const writeMs = msSince(from)
  bodyOf(answer)
  const heardAt = await Promise.race([poked, realClock.sleep(POKED_WITHIN).then(() => null)])
  await atOnce(clients, AT_ONCE, async (client) => {
    signal.throwIfAborted()
    for (let pulls = 0; client.cursorOf(stream) <= before; pulls++) {
      assert(pulls < PULLS_MAX, 'a locker does not learn of a change')
      await client.sync()
    }
  })
  return {
    writeMs,
    pokeMs: heardAt === null ? Number.NaN : msBetween(from, heardAt),
    allMs: msSince(from),
  }
}

function figuresOf(changes: readonly Change[]): Figure[] {
  return [
    {
      name: 'directoryChangeMs',
      unit: 'ms',
      value: median(changes.map(({ allMs }) => allMs)),
      text: `one courier changed by an API call, known to ${LOCKERS} lockers, ${AT_ONCE} pulling at a time (median of ${CHANGES})`,
    },
    {
      name: 'directoryWriteMs',
      unit: 'ms',
      value: median(changes.map(({ writeMs }) => writeMs)),
      text: '… of which the API call',
    },
    {
      name: 'directoryPokeMs',
      unit: 'ms',
      value: median(changes.map(({ pokeMs }) => pokeMs)),
      text: '… from the call until the poke was heard',
    },
  ]
}
