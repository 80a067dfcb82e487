import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { assert } from '@cubby/kit/assert'
import { millis, seconds } from '@cubby/kit/clock'
import { realClock } from '@cubby/keys/real-clock'
import type { Bench } from '../../bench.ts'
import type { Figure } from '../../figure.ts'
import { atOnce } from '../../load/at-once.ts'
import { benchLayout } from '../../load/bench-layout.ts'
import { LinkClient } from '../../load/link-client.ts'
import { bareUrl, type Helper, helper } from '../../run/helper.ts'
import { bodyOf, type HttpClient, httpClient } from '../../run/http-client.ts'
import { addLockers } from '../../setup/lockers.ts'
import { needOpenFiles } from '../../instruments/open-files.ts'
import { residentKiB } from '../../instruments/resident.ts'
import { msBetween, msSince, nowNs } from '../../instruments/stopwatch.ts'

const AT_ONCE = 64
/** Memory that was just let go of is given back after a moment. */
const SETTLES = seconds(3)
const HEARD_WITHIN = seconds(60)
const PULLS_MAX = 20

/** What the listeners say. */
type Line = { open: number } | { heard: number[]; atNs: string } | { lost: number }

export type PokeStreamsSize = { streams: number; settles: typeof SETTLES }

/**
 * So many lockers listen at one server process: what each costs in memory, and how long one change of a courier takes
 * until all have heard of it and until all know it. Beside it a server of a few lines that only keeps connections.
 */
export const pokeStreams = (bench: Bench): Promise<Figure[]> =>
  pokeStreamsOf(bench, { streams: bench.streams, settles: SETTLES })

/** The same at any size. */
export async function pokeStreamsOf(bench: Bench, size: PokeStreamsSize): Promise<Figure[]> {
  const { streams } = size
  needOpenFiles(streams + 1_000)
  bench.say(`${streams} connections to a bare server`)
  const bare = await ofBareServer(bench, size)
  using http = httpClient(bench.place.url, { connections: AT_ONCE })
  bench.say(`signing in ${streams} lockers`)
  const clients = await signedIn(bench, http, streams)
  bench.say(`opening ${streams} poke streams`)
  await realClock.sleep(size.settles, bench.signal)
  const before = await residentKiB(bench.place.serverPid)
  await using listeners = await opened(bench, `${bench.place.url}/link/v1/poke`, {
    authorizations: clients.map(({ headers }) => headers['authorization'] ?? ''),
  })
  await realClock.sleep(size.settles, bench.signal)
  const perStream = ((await residentKiB(bench.place.serverPid)) - before) / streams
  // The first change warms up.
  await changeOnce(bench, { http, clients, listeners }, 0)
  const told = await changeOnce(bench, { http, clients, listeners }, 1)
  await listeners.stop()
  return figuresOf({ streams, perStream, told, bare })
}

async function ofBareServer(bench: Bench, { streams, settles }: PokeStreamsSize) {
  await using server = await helper<{ port: number }>('bare', ['streams'])
  const url = await bareUrl(server)
  const before = await residentKiB(server.pid)
  const authorizations = Array.from({ length: streams }, () => `Bearer ${'0'.repeat(200)}`)
  await using listeners = await opened(bench, `${url}/`, { authorizations })
  await realClock.sleep(settles, bench.signal)
  const perStream = ((await residentKiB(server.pid)) - before) / streams
  using http = httpClient(url, { connections: 1 })
  const from = nowNs()
  const heard = allHeard(listeners, streams, from)
  await http.post('/', '{}')
  const lastMs = await heard
  return { perStream, lastMs }
}

async function opened(
  { place }: Bench,
  url: string,
  { authorizations }: { authorizations: readonly string[] },
): Promise<Helper<Line>> {
  const file = join(place.dir, 'listeners.json')
  await writeFile(file, JSON.stringify(authorizations), { mode: 0o600 })
  const listeners = await helper<Line>('listeners', [url, file])
  await listeners.told('all listen', (line): line is { open: number } => 'open' in line)
  return listeners
}

/** Milliseconds from then on until the last of so many has heard a poke. */
async function allHeard(
  listeners: Helper<Line>,
  streams: number,
  from: bigint,
  each: (index: number) => void = () => {},
): Promise<number> {
  const done = Promise.withResolvers<number>()
  const waiting = new Set(Array.from({ length: streams }, (_, index) => index))
  listeners.onLine((line) => {
    if (!('heard' in line)) return
    for (const index of line.heard) if (waiting.delete(index)) each(index)
    if (waiting.size === 0) done.resolve(msBetween(from, BigInt(line.atNs)))
  })
  const ended = new AbortController()
  const late = realClock.sleep(HEARD_WITHIN, ended.signal).then(() => Number.NaN)
  return Promise.race([done.promise, late]).finally(() => ended.abort())
}

async function signedIn({ ground, network, signal }: Bench, http: HttpClient, count: number) {
  const layout = benchLayout(ground.ids, 1)
  const lockers = await addLockers(ground, network, { count, columns: 1, layout })
  const clients = lockers.map((locker) => new LinkClient(http, locker, ground.ids.mint('jrn')))
  await atOnce(clients, AT_ONCE, async (client) => {
    signal.throwIfAborted()
    await client.signIn()
    await client.catchUp()
  })
  return clients
}

/** Each pulls when it has heard, so many at a time; a real one adds one fsync of its own. */
async function changeOnce(
  { network, place, signal }: Bench,
  {
    http,
    clients,
    listeners,
  }: { http: HttpClient; clients: readonly LinkClient[]; listeners: Helper<Line> },
  n: number,
) {
  const stream = `org:${network.carrier}`
  const before = clients[0]?.cursorOf(stream) ?? 0
  const ready: LinkClient[] = []
  const from = nowNs()
  let isHeard = false
  const heard = allHeard(listeners, clients.length, from, (index) => {
    const client = clients[index]
    if (client) ready.push(client)
  }).finally(() => (isHeard = true))
  const name = `Courier of all ${n}`
  const courier = { organization: network.carrier, name, badge: `P-${n}-${before}` }
  const answer = await http.post('/v1/couriers', JSON.stringify(courier), {
    authorization: `Bearer ${place.operatorKey}`,
    'idempotency-key': `bench-poke-${n}-${before}`,
  })
  bodyOf(answer)
  await atOnce(Array.from({ length: AT_ONCE }), AT_ONCE, async () => {
    for (;;) {
      signal.throwIfAborted()
      const client = ready.pop()
      if (!client && isHeard) return
      if (client) await pullUntilKnown(client, stream, before)
      else await realClock.sleep(millis(1))
    }
  })
  const pulledMs = msSince(from)
  const lastMs = await heard
  assert(
    clients.every((client) => Number.isNaN(lastMs) || client.cursorOf(stream) > before),
    'all have pulled it',
  )
  return { lastMs, pulledMs: Number.isNaN(lastMs) ? Number.NaN : pulledMs }
}

async function pullUntilKnown(client: LinkClient, stream: string, before: number) {
  for (let pulls = 0; client.cursorOf(stream) <= before; pulls++) {
    assert(pulls < PULLS_MAX, 'a locker does not learn of a change')
    await client.sync()
  }
}

function figuresOf(measured: {
  streams: number
  perStream: number
  told: { lastMs: number; pulledMs: number }
  bare: { perStream: number; lastMs: number }
}): Figure[] {
  const { streams, perStream, told, bare } = measured
  return [
    {
      name: 'pokeStreamKiB',
      value: perStream,
      unit: 'KiB',
      text: `memory of the server per open poke stream, ${streams} of them`,
    },
    {
      name: 'bareStreamKiB',
      value: bare.perStream,
      unit: 'KiB',
      text: 'the same of a node:http server that does nothing but keep them open',
    },
    {
      name: 'pokeStreamToBare',
      value: perStream / bare.perStream,
      unit: '×',
      text: 'the ratio of the two',
    },
    {
      name: 'pokeLastMs',
      value: told.lastMs,
      unit: 'ms',
      text: 'from the call that changes a courier until the last of them was poked',
    },
    {
      name: 'bareLastMs',
      value: bare.lastMs,
      unit: 'ms',
      text: 'the bare server, until the last of them was told',
    },
    {
      name: 'pokeToBare',
      value: told.lastMs / bare.lastMs,
      unit: '×',
      text: 'the ratio of the two',
    },
    {
      name: 'pokePulledMs',
      value: told.pulledMs,
      unit: 'ms',
      text: `… until all of them had pulled the change, ${AT_ONCE} at a time`,
    },
  ]
}
