/** What many single measurements say together. */
export type Summary = { count: number; p50: number; p99: number; max: number }

/** The smallest value that at least this share (0 to 1) of the values do not exceed: the nearest-rank percentile. */
export function percentile(values: readonly number[], share: number): number {
  if (values.length === 0) return Number.NaN
  const sorted = Float64Array.from(values).sort()
  const rank = Math.min(sorted.length, Math.max(1, Math.ceil(share * sorted.length)))
  return sorted[rank - 1] ?? Number.NaN
}

/** The middle value; between two middle ones, the mean of both. */
export function median(values: readonly number[]): number {
  if (values.length === 0) return Number.NaN
  const sorted = Float64Array.from(values).sort()
  const half = sorted.length >> 1
  const upper = sorted[half] ?? Number.NaN
  return sorted.length % 2 === 1 ? upper : ((sorted[half - 1] ?? Number.NaN) + upper) / 2
}

/** Median, 99th percentile and the worst. */
export const summary = (values: readonly number[]): Summary => ({
  count: values.length,
  p50: percentile(values, 0.5),
  p99: percentile(values, 0.99),
  max: percentile(values, 1),
})

/** Three significant digits, and no more than two decimals: what differs from run to run is not worth printing. */
export function rounded(value: number): number {
  if (!Number.isFinite(value)) return value
  if (Math.abs(value) >= 100) return Math.round(value)
  const digits = Math.abs(value) >= 10 ? 1 : 2
  return Number(value.toFixed(digits))
}
