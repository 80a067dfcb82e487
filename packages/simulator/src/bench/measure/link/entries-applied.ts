import { assert } from '@cubby/kit/assert'
import type { Bench } from '../../bench.ts'
import type { Figure } from '../../figure.ts'
import { atOnce } from '../../load/at-once.ts'
import { LinkClient, type Push, pushesOf } from '../../load/link-client.ts'
import { journalOf } from '../../load/journals.ts'
import { httpClient } from '../../run/http-client.ts'
import { announce } from '../../setup/announce.ts'
import { addLockers, type BenchLocker } from '../../setup/lockers.ts'
import { summary } from '../../statistics.ts'
import { nothingSetAside } from './nothing-set-aside.ts'
import { processorTime } from '../../instruments/processor-time.ts'
import { type RawBatch, rawBatches, rawInsertsPerSecond } from './raw-inserts.ts'
import { msSince, nowNs } from '../../instruments/stopwatch.ts'

const LOCKERS = 100
const ENTRIES_PER_PUSH = 200
/** Enough entries for this rate; a faster server ends the measurement sooner. */
const RATE_EXPECTED_MAX = 16_000
const PER_SECOND_MIN = 10_000
const CONNECTIONS = 4

type Load = { client: LinkClient; pushes: Push[]; raw: RawBatch[] }

/**
 * Journal entries applied per second by one server process: a hundred lockers empty their backlogs over HTTP, each
 * with one push under way. Before and after it, on the same PostgreSQL, the same entries in the same batches are
 * inserted with nothing done about them: what the database would take at best.
 */
export async function entriesApplied(bench: Bench): Promise<Figure[]> {
  using http = httpClient(bench.place.url, { connections: LOCKERS })
  const lockers = await addLockers(bench.ground, bench.network, { count: LOCKERS, columns: 12 })
  const perLocker = Math.ceil((bench.seconds * RATE_EXPECTED_MAX) / LOCKERS) + 2 * ENTRIES_PER_PUSH
  bench.say(`making ${LOCKERS} journals of ${perLocker} entries`)
  const loads: Load[] = []
  await atOnce(lockers, CONNECTIONS, async (locker) => {
    loads.push(await loadOf(bench, locker, perLocker, http))
  })
  await bench.place.database.pool.query('vacuum analyze')
  await atOnce(loads, 16, async ({ client }) => {
    await client.signIn()
    await client.catchUp()
  })
  const raw = loads.flatMap((load) => load.raw)
  const rawSeconds = Math.max(1, bench.seconds / 4)
  const measureRaw = async (connections: number) =>
    rawInsertsPerSecond(bench, raw, { connections, seconds: rawSeconds })
  bench.say('inserting the same entries, nothing done about them')
  const before = [await measureRaw(1), await measureRaw(CONNECTIONS)]
  bench.say(`pushing them, ${ENTRIES_PER_PUSH} at a time`)
  const applied = await pushAll(bench, loads)
  await nothingSetAside(bench)
  const after = [await measureRaw(1), await measureRaw(CONNECTIONS)]
  const mean = (index: number) => ((before[index] ?? 0) + (after[index] ?? 0)) / 2
  return figuresOf({ ...applied, rawOne: mean(0), rawMany: mean(1) })
}

async function loadOf(
  bench: Bench,
  locker: BenchLocker,
  entriesMin: number,
  http: ReturnType<typeof httpClient>,
): Promise<Load> {
  bench.signal.throwIfAborted()
  const { ground, network } = bench
  const { journal, entries, shipments } = journalOf(bench, locker, entriesMin)
  await announce(ground, network, shipments)
  return {
    client: new LinkClient(http, locker, journal),
    pushes: pushesOf(journal, entries, ENTRIES_PER_PUSH),
    raw: rawBatches(locker.id, entries, ENTRIES_PER_PUSH),
  }
}

/** The first push of each locker warms up; the clock stops when the first has nothing more, or time is up. */
async function pushAll(bench: Bench, loads: readonly Load[]) {
  await Promise.all(loads.map(async ({ client, pushes }) => client.sync(pushes[0])))
  const spent = await processorTime(bench)
  const from = nowNs()
  const latencies: number[] = []
  let applied = 0
  let isOver = false
  await Promise.all(
    loads.map(async ({ client, pushes }) => {
      let through = pushes[0]?.through ?? 0
      for (const push of pushes.slice(1)) {
        if (isOver) return
        bench.signal.throwIfAborted()
        const sent = nowNs()
        const reply = await client.sync(push)
        if (isOver) return
        assert(reply.receivedThrough >= push.through, 'a push was answered and not received')
        latencies.push(msSince(sent))
        applied += reply.appliedThrough - through
        through = reply.appliedThrough
        if (msSince(from) > bench.seconds * 1_000) isOver = true
      }
      isOver = true
    }),
  )
  const perSecond = applied / (msSince(from) / 1_000)
  const now = await processorTime(bench)
  return {
    perSecond,
    latencies,
    serverUs: (now.server - spent.server) / applied,
    databaseUs: (now.database - spent.database) / applied,
  }
}

function figuresOf(measured: {
  perSecond: number
  latencies: readonly number[]
  serverUs: number
  databaseUs: number
  rawOne: number
  rawMany: number
}): Figure[] {
  const { perSecond, rawOne, rawMany } = measured
  const pushes = summary(measured.latencies)
  const best = Math.max(rawOne, rawMany)
  return [
    {
      name: 'entriesAppliedPerSecond',
      value: perSecond,
      unit: '/s',
      text: `entries applied by one server process over HTTP, pushes of ${ENTRIES_PER_PUSH} from ${LOCKERS} lockers`,
      limit: { atLeast: PER_SECOND_MIN },
    },
    {
      name: 'rawInsertsPerSecond',
      value: best,
      unit: '/s',
      text: 'the same entries in the same batches, only inserted (the better of the next two)',
    },
    {
      name: 'rawInsertsOneConnectionPerSecond',
      value: rawOne,
      unit: '/s',
      text: '… over one connection',
    },
    {
      name: 'rawInsertsManyConnectionsPerSecond',
      value: rawMany,
      unit: '/s',
      text: `… over ${CONNECTIONS} connections`,
    },
    {
      name: 'appliedToRaw',
      value: perSecond / best,
      unit: '×',
      text: 'applied against only inserted',
    },
    {
      name: 'serverUsPerEntry',
      value: measured.serverUs,
      unit: 'µs',
      text: 'processor time of the server per applied entry',
    },
    {
      name: 'databaseUsPerEntry',
      value: measured.databaseUs,
      unit: 'µs',
      text: '… and of its database',
    },
    {
      name: 'pushP50Ms',
      value: pushes.p50,
      unit: 'ms',
      text: `one push of ${ENTRIES_PER_PUSH} entries while all ${LOCKERS} push, median`,
    },
    { name: 'pushP99Ms', text: '… and 99th percentile', value: pushes.p99, unit: 'ms' },
  ]
}
