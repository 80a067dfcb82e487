import { defaultRules } from '@cubby/domain/processes/process'
import { uuidOf } from '@cubby/kit/ids'
import { prng } from '@cubby/kit/prng'
import { timestamp } from '@cubby/server/db/tables/column'
import type { Bench } from '../bench.ts'
import { liveLockers, pickUps } from '../load/live-pickups.ts'
import { msSince, nowNs } from '../instruments/stopwatch.ts'
import { bodyOf, type HttpClient, httpClient } from '../run/http-client.ts'
import type { BenchLocker } from '../setup/lockers.ts'
import { emptyShipments, fillShipments } from './fill.ts'
import { type Sample, samples } from './samples.ts'
import { announcing, reads, type ShipmentCall } from './shipment-calls.ts'
import { type GrowthTable, ladder, type Point, pointOf, rowsOf } from './table.ts'

const SMALLEST = 10_000
const SHOPS = 100
const WARM_UP = 5
const LIVE_LOCKERS = 4

export type ShipmentGrowthSize = { shipments: number; callsEach: number }
type Measured = { what: string; point: Point }

/** How the calls of shops and support, an announcement and a pick-up grow with the number of shipments. */
export async function growthByShipments(
  bench: Bench,
  lockers: readonly BenchLocker[],
  size: ShipmentGrowthSize,
): Promise<GrowthTable> {
  const shops = await addShops(bench)
  const measured: Measured[] = []
  try {
    for (const shipments of ladder(Math.min(SMALLEST, size.shipments), size.shipments)) {
      bench.say(`filling in ${shipments.toLocaleString('en-US')} shipments`)
      await fillShipments(bench.place.database.pool, {
        shipments,
        shops,
        carrier: uuidOf(bench.network.carrier),
        lockers: lockers.map(({ id }) => uuidOf(id)),
        now: bench.ground.now,
        say: bench.say,
        signal: bench.signal,
      })
      measured.push(...(await measureAt(bench, shipments, size.callsEach)))
    }
  } finally {
    await emptyShipments(bench.place.database.pool)
  }
  return { by: 'shipments', rows: rowsOf(measured) }
}

async function measureAt(bench: Bench, size: number, calls: number): Promise<Measured[]> {
  const { ground, network, place } = bench
  using http = httpClient(place.url, { connections: LIVE_LOCKERS })
  const chance = prng(`samples of ${size}`)
  const warmUp = Math.min(WARM_UP, calls)
  const count = calls + warmUp
  // The first few warm up.
  const timedAll = async (all: readonly ShipmentCall[]) =>
    (await timed(bench, http, all)).slice(warmUp)
  bench.say('asking')
  const measured: Measured[] = []
  for (const [what, call] of Object.entries(reads)) {
    // Others than before: what one question has brought into memory must not help the next.
    const asked = await samples(place.database.pool, chance, { count, now: ground.now })
    measured.push({ what, point: pointOf(size, await timedAll(asked.map(call))) })
  }
  const places = await samples(place.database.pool, chance, { count, now: ground.now })
  const announced = places.map((sample: Sample) => announcing(sample, ground.ids, network.carrier))
  measured.push({ what: 'announce', point: pointOf(size, await timedAll(announced)) })
  const live = await liveLockers(bench, http, {
    lockers: LIVE_LOCKERS,
    pushes: Math.ceil(calls / LIVE_LOCKERS),
  })
  const collected = await pickUps(live, bench.signal, { meanMs: 10 })
  measured.push({ what: 'pick-up, one or two entries', point: pointOf(size, collected) })
  return measured
}

/** One call after another. */
async function timed(
  { place, ground, signal }: Bench,
  http: HttpClient,
  calls: readonly ShipmentCall[],
): Promise<number[]> {
  const latencies: number[] = []
  const authorization = `Bearer ${place.operatorKey}`
  for (const { path, body } of calls) {
    signal.throwIfAborted()
    const key = { authorization, 'idempotency-key': ground.ids.mint('req') }
    const text = body ? JSON.stringify(body) : null
    const from = nowNs()
    const answer =
      text === null ? await http.get(path, { authorization }) : await http.post(path, text, key)
    latencies.push(msSince(from))
    bodyOf(answer)
  }
  return latencies
}

/** Shops that the carrier may carry for; ids as in the database. */
async function addShops({ ground, network }: Bench): Promise<string[]> {
  const shops = Array.from({ length: SHOPS }, () => uuidOf(ground.ids.mint('org')))
  await ground.db
    .insertInto('organization')
    .values(
      shops.map((id, n) => ({
        id,
        name: `Shop ${n + 1}`,
        kind: 'shop' as const,
        carriers: [uuidOf(network.carrier)],
        rules: JSON.stringify(defaultRules),
        created_at: timestamp(ground.now),
      })),
    )
    .execute()
  return shops
}
