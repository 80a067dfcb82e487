import { prng } from '@cubby/kit/prng'
import type { Bench } from '../../bench.ts'
import type { Figure } from '../../figure.ts'
import { type Point, pointOf, rowsOf } from '../../growth/table.ts'
import { emptyOffice, fillOffice, type OfficeSize } from '../../office/fill-office.ts'
import { type Asker, askersOf, mayAsk } from '../../office/office-callers.ts'
import { type OfficeSample, officeSamples } from '../../office/office-samples.ts'
import { allOfficeReads } from '../../office/reads/all-reads.ts'
import { type OfficeRead, pathOf } from '../../office/reads/read.ts'
import { bodyOf, type HttpClient, httpClient } from '../../run/http-client.ts'
import { msSince, nowNs } from '../../instruments/stopwatch.ts'

/** A list that takes longer feels broken. */
const LIST_P95_MS_MAX = 150
const WARM_UP = 5
const LOCKERS = 5_000

/** How long everything takes that pages of the back office ask: half a million customers, five thousand lockers, a year's activity. */
export const officeLists = (bench: Bench): Promise<Figure[]> =>
  officeListsOf(bench, {
    customers: bench.customers,
    lockers: LOCKERS,
    activity: bench.customers * 2,
    callsEach: 40,
  })

/** The same of any size. */
export async function officeListsOf(
  bench: Bench,
  size: OfficeSize & { callsEach: number },
): Promise<Figure[]> {
  await fillOffice(bench, size)
  const figures = await askOffice(bench, size)
  await emptyOffice(bench.place.database.pool)
  return figures
}

/** What is asked of an office that is filled: each question by everybody for whom it is. */
export async function askOffice(
  bench: Bench,
  size: { customers: number; lockers: number; callsEach: number },
): Promise<Figure[]> {
  using http = httpClient(bench.place.url, { connections: 1 })
  const chance = prng('the office')
  const measured: Measured[] = []
  for (const asker of await askersOf(bench)) {
    bench.say(`asking as ${asker.who}`)
    const samples = await officeSamples(
      bench.place.database.pool,
      chance,
      asker,
      size.callsEach + WARM_UP,
    )
    for (const read of allOfficeReads) {
      if (!mayAsk(asker.who, read.operation)) continue
      const latencies = await timed(bench, http, { asker, read, samples })
      if (latencies.length === 0) continue
      const what = `${read.operation.id}${read.what && ` ${read.what}`} (${asker.who})`
      measured.push({ what, point: pointOf(size.customers, latencies.slice(WARM_UP)) })
    }
  }
  bench.keep({ by: 'customers', rows: rowsOf(measured) })
  return [figureOf(measured, size)]
}

type Measured = { what: string; point: Point }

function figureOf(
  measured: readonly Measured[],
  size: { customers: number; lockers: number },
): Figure {
  const slowest = measured.reduce((worst, each) =>
    each.point.p95 > worst.point.p95 ? each : worst,
  )
  return {
    name: 'officeListP95Ms',
    value: slowest.point.p95,
    unit: 'ms',
    text: `the slowest of ${measured.length} questions of the back office among ${size.customers} customers and ${size.lockers} lockers (${slowest.what}), 95th percentile`,
    limit: { atMost: LIST_P95_MS_MAX },
  }
}

/** One call after another, each about another thing. */
async function timed(
  { signal }: Bench,
  http: HttpClient,
  { asker, read, samples }: { asker: Asker; read: OfficeRead; samples: readonly OfficeSample[] },
): Promise<number[]> {
  const latencies: number[] = []
  for (const sample of samples) {
    signal.throwIfAborted()
    const path = pathOf(read, sample)
    if (path === null) continue
    const body = read.body && JSON.stringify(read.body(sample))
    const from = nowNs()
    const answer =
      body === undefined
        ? await http.get(path, asker.headers)
        : await http.post(path, body, asker.headers)
    latencies.push(msSince(from))
    bodyOf(answer)
  }
  return latencies
}
