export const periods = ['day', 'week', 'month', 'year'] as const

const days: Record<string, number> = { day: 1, week: 7, month: 30, year: 365 }

/** From when on a period counts. To the full hour, so that the same question is asked for a while. */
export function sinceOf(period: string | undefined): { since?: string } {
  const count = days[period ?? '']
  if (count === undefined) return {}
  const hour = 3_600_000
  const at = Math.floor(Date.now() / hour) * hour - count * 24 * hour
  return { since: new Date(at).toISOString() }
}
