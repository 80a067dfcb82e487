import { prng } from '@cubby/kit/prng'
import type { Bench } from '../bench.ts'
import type { Figure } from '../figure.ts'
import { pointOf, rowsOf } from '../growth/table.ts'
import { emptyOffice, fillOffice, type OfficeSize } from '../office/fill-office.ts'
import { officeReads, officeSamples } from '../office/office-calls.ts'
import { bodyOf, httpClient } from '../run/http-client.ts'
import { addLockers } from '../setup/lockers.ts'
import { msSince, nowNs } from './stopwatch.ts'

/** A list that takes longer feels broken. */
const LIST_P95_MS_MAX = 150
const WARM_UP = 5
const LOCKERS = 5_000

/** How long the lists and searches of the back office take: half a million customers, five thousand lockers, a year's activity. */
export const officeLists = (bench: Bench): Promise<Figure[]> =>
  officeListsOf(bench, {
    customers: bench.customers,
    lockers: LOCKERS,
    activity: bench.customers * 2,
    callsEach: 60,
  })

/** The same of any size. */
export async function officeListsOf(
  bench: Bench,
  size: OfficeSize & { callsEach: number },
): Promise<Figure[]> {
  const { place, ground, network, signal, say } = bench
  const { pool } = place.database
  // Whose drawing all of them get.
  await addLockers(ground, network, { count: 1, columns: 5 })
  await fillOffice(pool, size, { now: ground.now, say, signal })
  using http = httpClient(place.url, { connections: 1 })
  const authorization = `Bearer ${place.operatorKey}`
  const samples = await officeSamples(pool, prng('the office'), size.callsEach + WARM_UP)
  const measured = []
  say('asking')
  for (const [what, pathOf] of Object.entries(officeReads)) {
    const latencies: number[] = []
    for (const sample of samples) {
      signal.throwIfAborted()
      const from = nowNs()
      const answer = await http.get(pathOf(sample), { authorization })
      latencies.push(msSince(from))
      bodyOf(answer)
    }
    measured.push({ what, point: pointOf(size.customers, latencies.slice(WARM_UP)) })
  }
  await emptyOffice(pool)
  const rows = rowsOf(measured)
  bench.keep({ by: 'customers', rows })
  const slowest = measured.reduce((worst, each) =>
    each.point.p95 > worst.point.p95 ? each : worst,
  )
  return [
    {
      name: 'officeListP95Ms',
      value: slowest.point.p95,
      unit: 'ms',
      text: `the slowest list of the back office among ${size.customers} customers and ${size.lockers} lockers (${slowest.what}), 95th percentile`,
      limit: { atMost: LIST_P95_MS_MAX },
    },
  ]
}
