import { percentile, rounded } from '../statistics.ts'

/** How long something took at one size of the network. */
export type Point = { size: number; p50: number; p95: number }
/** How something grows: the same thing at every size, smallest first. */
export type GrowthRow = { what: string; points: readonly Point[] }
export type GrowthTable = { by: 'lockers' | 'shipments' | 'customers'; rows: readonly GrowthRow[] }

/** Sizes from the smallest to the largest asked for, ten times as many each; the largest is always one. */
export function ladder(from: number, to: number): number[] {
  const sizes: number[] = []
  for (let size = from; size < to; size *= 10) sizes.push(size)
  return [...sizes, to]
}

/** The middle and the slow end of many milliseconds. */
export const pointOf = (size: number, latencies: readonly number[]): Point => ({
  size,
  p50: percentile(latencies, 0.5),
  p95: percentile(latencies, 0.95),
})

/** Gathers points, one size after another, into rows in the order in which things were first measured. */
export function rowsOf(measured: readonly { what: string; point: Point }[]): GrowthRow[] {
  const rows = Map.groupBy(measured, ({ what }) => what)
  return [...rows].map(([what, each]) => ({ what, points: each.map(({ point }) => point) }))
}

/** How many times the slow end of the smallest size this one takes. */
export const growthOf = (points: readonly Point[], point: Point): number =>
  point.p95 / (points[0]?.p95 ?? Number.NaN)

/** For people: a line each, and for every size "median / 95th percentile ms, × of the smallest". */
export function textOf({ by, rows }: GrowthTable): string {
  const sizes = rows[0]?.points.map(({ size }) => size) ?? []
  const head = [`by ${by}`, ...sizes.map((size) => size.toLocaleString('en-US'))]
  const lines = rows.map(({ what, points }) => [
    what,
    ...points.map((point, i) => cell(point, i === 0 ? null : growthOf(points, point))),
  ])
  const widths = head.map((_, column) =>
    Math.max(...[head, ...lines].map((line) => line[column]?.length ?? 0)),
  )
  return [head, ...lines]
    .map((line) =>
      line
        .map((text, column) =>
          column === 0 ? text.padEnd(widths[0] ?? 0) : text.padStart(widths[column] ?? 0),
        )
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}

const cell = ({ p50, p95 }: Point, growth: number | null) =>
  `${rounded(p50)} / ${rounded(p95)}${growth === null ? '' : ` ×${rounded(growth)}`}`

/** For programs: `{"list, first page":{"10000":{"p50":2.1,"p95":3.4},…}}`. */
export const recordOfGrowth = ({ rows }: GrowthTable): Record<string, unknown> =>
  Object.fromEntries(
    rows.map(({ what, points }) => [
      what,
      Object.fromEntries(
        points.map(({ size, p50, p95 }) => [size, { p50: rounded(p50), p95: rounded(p95) }]),
      ),
    ]),
  )
