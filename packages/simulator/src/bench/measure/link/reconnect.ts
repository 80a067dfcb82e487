import { assert } from '@cubby/kit/assert'
import { type Millis, millis, seconds } from '@cubby/kit/clock'
import type { LockerId } from '@cubby/kit/ids'
import { prng } from '@cubby/kit/prng'
import { realClock } from '@cubby/keys/real-clock'
import type { Bench } from '../../bench.ts'
import type { Figure } from '../../figure.ts'
import { journalOf } from '../../load/journals.ts'
import { type Cursor, LinkClient, type Push, pushesOf } from '../../load/link-client.ts'
import { type LiveLocker, liveLockers, pickUps } from '../../load/live-pickups.ts'
import { benchLayout } from '../../load/bench-layout.ts'
import type { MadeShipment } from '../../load/made-shipment.ts'
import { type HttpClient, httpClient } from '../../run/http-client.ts'
import { announce } from '../../setup/announce.ts'
import { addLockers } from '../../setup/lockers.ts'
import { summary } from '../../statistics.ts'
import { nothingSetAside } from './nothing-set-aside.ts'
import { needOpenFiles } from '../../instruments/open-files.ts'
import { workDone, workForEach } from '../../instruments/work-done.ts'
import { type RawBatch, rawBatches, rawInsertsPerSecond } from './raw-inserts.ts'
import { type ReconnectFacts, reconnectFigures } from './reconnect-figures.ts'
import { msSince, nowNs } from '../../instruments/stopwatch.ts'

export type ReconnectSize = ReconnectFacts & {
  entriesPerLocker: number
  quietFor: Millis
  rawSeconds: number
}

/** What a locker sends in one exchange at most. */
const ENTRIES_PER_PUSH = 500
const LIVE_EVERY_MS = 1_000
const LIVE_PUSHES_MAX = 400
const RAW_ENTRIES = 200_000
const RAW_CONNECTIONS = 4
const ANNOUNCED_AT_ONCE = 30

type Load = { client: LinkClient; pushes: Push[]; raw: RawBatch[] }

/**
 * The network was cut in two for an hour. All lockers come back within a minute, prove their keys, push what happened
 * and pull what they missed, while people stand at others that were never away.
 */
export const reconnect = (bench: Bench): Promise<Figure[]> =>
  reconnectOf(bench, {
    lockers: bench.lockers,
    liveLockers: 40,
    entriesPerLocker: bench.entries,
    within: seconds(bench.within),
    quietFor: seconds(5),
    rawSeconds: Math.max(1, bench.seconds / 4),
  })

/** The same at any size. */
export async function reconnectOf(bench: Bench, size: ReconnectSize): Promise<Figure[]> {
  needOpenFiles(size.lockers + 1_000)
  using http = httpClient(bench.place.url, { connections: size.lockers })
  using liveHttp = httpClient(bench.place.url, { connections: size.liveLockers })
  const live = await liveLockers(bench, liveHttp, {
    lockers: size.liveLockers,
    pushes: LIVE_PUSHES_MAX,
  })
  const loads = await loadsOf(bench, http, size)
  await bench.place.database.pool.query('vacuum analyze')
  const raw = loads.flatMap((load) => load.raw)
  const measureRaw = (connections: number) =>
    rawInsertsPerSecond(bench, raw, { connections, seconds: size.rawSeconds })
  bench.say('inserting such entries, nothing done about them')
  const before = [await measureRaw(1), await measureRaw(RAW_CONNECTIONS)]
  bench.say('pick-ups while it is quiet')
  const quietEnd = AbortSignal.any([bench.signal, AbortSignal.timeout(size.quietFor)])
  const quiet = await pickUps(live, quietEnd, { meanMs: LIVE_EVERY_MS })
  bench.say(`${size.lockers} lockers come back`)
  const spent = await workDone(bench)
  const { drainSeconds, busy } = await drain(bench, { loads, live, size })
  const spentThen = await workDone(bench)
  const losses = loads.flatMap(({ client }) => client.losses)
  for (const [code, all] of Map.groupBy(losses, (each) => each))
    bench.say(`${all.length} connections broke: ${code}`)
  await nothingSetAside(bench)
  const after = [await measureRaw(1), await measureRaw(RAW_CONNECTIONS)]
  const mean = (index: number) => ((before[index] ?? 0) + (after[index] ?? 0)) / 2
  const entries = loads.flatMap(({ pushes }) => pushes).reduce((sum, push) => sum + push.entries, 0)
  return reconnectFigures({
    size,
    entries,
    drainSeconds,
    refusals: loads.reduce((sum, { client }) => sum + client.refusals, 0),
    losses: losses.length,
    forEach: workForEach(spent, spentThen, entries),
    rawPerSecond: Math.max(mean(0), mean(1)),
    quiet: summary(quiet),
    busy: summary(busy),
  })
}

async function loadsOf(bench: Bench, http: HttpClient, size: ReconnectSize): Promise<Load[]> {
  const { ground, network } = bench
  bench.say(`making ${size.lockers} journals of ${size.entriesPerLocker} entries`)
  const layout = benchLayout(ground.ids, 12)
  const count = size.lockers
  const lockers = await addLockers(ground, network, { count, columns: 12, layout })
  const cursors = await cursorsOf(bench)
  const loads: Load[] = []
  let rawLeft = RAW_ENTRIES
  let shipments: MadeShipment[] = []
  for (const [i, locker] of lockers.entries()) {
    bench.signal.throwIfAborted()
    const made = journalOf(bench, locker, size.entriesPerLocker)
    const entries = made.entries.slice(0, size.entriesPerLocker)
    const client = new LinkClient(http, locker, made.journal, bench.signal)
    client.standAt(cursors(locker.id))
    const raw = rawLeft > 0 ? rawBatches(locker.id, entries, ENTRIES_PER_PUSH) : []
    rawLeft -= raw.length > 0 ? entries.length : 0
    loads.push({ client, raw, pushes: pushesOf(made.journal, entries, ENTRIES_PER_PUSH) })
    shipments.push(...made.shipments)
    if ((i + 1) % ANNOUNCED_AT_ONCE !== 0 && i + 1 < lockers.length) continue
    await announce(ground, network, shipments)
    shipments = []
  }
  return loads
}

/** Where the streams that a locker follows stood when it was cut off. */
async function cursorsOf({ place }: Bench): Promise<(locker: LockerId) => Cursor[]> {
  const { rows } = await place.database.pool.query<Cursor>(
    'select id as stream, epoch, head as cursor from stream order by id',
  )
  const isOwn = ({ stream }: Cursor) => stream.startsWith('locker:')
  const shared = rows.filter((row) => !isOwn(row))
  const own = new Map(rows.filter(isOwn).map((row) => [row.stream, row]))
  return (locker) => {
    const cursor = own.get(`locker:${locker}`)
    return cursor ? [...shared, cursor] : shared
  }
}

async function drain(
  { signal }: Bench,
  {
    loads,
    live,
    size,
  }: { loads: readonly Load[]; live: readonly LiveLocker[]; size: ReconnectSize },
) {
  const drained = new AbortController()
  const chance = prng('reconnect')
  const from = nowNs()
  const allBack = async () => {
    try {
      await Promise.all(
        loads.map(async (load) => {
          await realClock.sleep(millis(chance.next() * size.within), signal)
          await comeBack(load, signal)
        }),
      )
      return msSince(from) / 1_000
    } finally {
      drained.abort()
    }
  }
  const ended = AbortSignal.any([signal, drained.signal])
  const [drainSeconds, busy] = await Promise.all([
    allBack(),
    pickUps(live, ended, { meanMs: LIVE_EVERY_MS }),
  ])
  return { drainSeconds, busy }
}

async function comeBack({ client, pushes }: Load, signal: AbortSignal) {
  signal.throwIfAborted()
  await client.signIn()
  for (const push of pushes) {
    signal.throwIfAborted()
    const reply = await client.sync(push)
    assert(reply.appliedThrough >= push.through, 'a push was answered and not applied')
  }
  await client.catchUp()
}
