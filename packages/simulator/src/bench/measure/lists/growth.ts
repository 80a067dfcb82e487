import type { Bench } from '../../bench.ts'
import type { Figure } from '../../figure.ts'
import { growthByLockers } from '../../growth/by-lockers.ts'
import { growthByShipments } from '../../growth/by-shipments.ts'
import { isList, isSearch } from '../../growth/shipment-calls.ts'
import { growthOf, type GrowthRow, type GrowthTable } from '../../growth/table.ts'

const SEARCH_P95_MS_MAX = 50
/** Of the back office; a list that takes longer feels broken. */
const LIST_P95_MS_MAX = 150
/** The size at which lists are judged; smaller runs are judged at their largest. */
const LIST_SHIPMENTS = 100_000

export type GrowthSize = {
  lockers: number
  shipments: number
  callsEach: number
  /** How often a courier changes at each number of lockers, one more for warm-up. */
  changes: number
  seconds: number
}

/** How what people and lockers do grows with the network: a hundred to ten thousand lockers, then shipments. */
export const growth = (bench: Bench): Promise<Figure[]> =>
  growthOfSize(bench, {
    lockers: bench.lockers,
    shipments: bench.shipments,
    callsEach: 100,
    changes: 5,
    seconds: Math.max(1, bench.seconds / 4),
  })

/** The same up to any size. */
export async function growthOfSize(bench: Bench, size: GrowthSize): Promise<Figure[]> {
  const { table, lockers } = await growthByLockers(bench, size)
  bench.keep(table)
  const shipments = await growthByShipments(bench, lockers, size)
  bench.keep(shipments)
  return figuresOf(table, shipments, size)
}

function figuresOf(lockers: GrowthTable, shipments: GrowthTable, size: GrowthSize): Figure[] {
  const slowest = shipments.rows
    .filter(({ what }) => isSearch(what))
    .reduce((worst, row) => (slowEnd(row) > slowEnd(worst) ? row : worst))
  const lists = shipments.rows.filter(({ what }) => isList(what) && !isSearch(what))
  const slowestList = lists.reduce((worst, row) => (listEnd(row) > listEnd(worst) ? row : worst))
  return [
    {
      name: 'listP95Ms',
      value: listEnd(slowestList),
      unit: 'ms',
      text: `the slowest list among ${Math.min(LIST_SHIPMENTS, size.shipments)} shipments (${slowestList.what}), 95th percentile`,
      limit: { atMost: LIST_P95_MS_MAX },
    },
    {
      name: 'searchP95Ms',
      value: slowEnd(slowest),
      unit: 'ms',
      text: `the slowest kind of search among ${size.shipments} shipments (${slowest.what}), 95th percentile`,
      limit: { atMost: SEARCH_P95_MS_MAX },
    },
    ...grown('emptySyncGrowth', lockers, 'empty sync, 16 at a time'),
    ...grown('directoryChangeGrowth', lockers, '… for each locker'),
    ...grown('listGrowth', shipments, 'list, first page'),
    ...grown('announceGrowth', shipments, 'announce'),
    ...grown('pickupGrowth', shipments, 'pick-up, one or two entries'),
  ]
}

/** At the size at which lists are judged. */
const listEnd = ({ points }: GrowthRow) =>
  (points.find(({ size }) => size >= LIST_SHIPMENTS) ?? points.at(-1))?.p95 ?? Number.NaN

const slowEnd = ({ points }: GrowthRow) => points.at(-1)?.p95 ?? Number.NaN

/** The largest size against the smallest. */
function grown(name: string, { rows, by }: GrowthTable, what: string): Figure[] {
  const row = rows.find((each) => each.what === what)
  const last = row?.points.at(-1)
  if (!row || !last) return []
  const text = `${what}: ${last.size} ${by} against ${row.points[0]?.size} (95th percentiles)`
  return [{ name, value: growthOf(row.points, last), unit: '×', text }]
}
