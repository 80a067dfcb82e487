import { cellsOf, type Layout } from '@cubby/domain/cells/layout'
import { type Instant, instant, isoTime } from '@cubby/kit/clock'
import { idOf } from '@cubby/kit/ids'
import { limits } from '@cubby/kit/limits'
import type { RentalReport } from '@cubby/protocol/operations/rentals/rental-shapes'
import type { Kysely } from 'kysely'
import type { Db } from '../db/tables.ts'
import { readTime, wrongField } from '../http/told.ts'
import { amountDue } from './amount-due.ts'
import { endOf, type RentalRow } from './rental-rows.ts'
import { type Use, type UseAsked, usesOf } from './rental-use.ts'

export type Period = { from: Instant; until: Instant }

/** The period that was asked for. Refuses one that is empty, or longer than a year. */
export function periodOf(query: { from: string; until: string }): Period {
  const period = { from: readTime(query.from), until: readTime(query.until) }
  if (period.until <= period.from)
    throw wrongField('/until', 'out-of-range', 'must lie after the beginning')
  if (period.until - period.from > limits.reportPeriodMax)
    throw wrongField('/until', 'out-of-range', 'is too far from the beginning: at most a year')
  return period
}

/** What the place of the locker says: names of doors, and the clock by which months begin. */
export type Place = { layout: Layout; timeZone: string }

const askOf = (row: RentalRow, { from, until }: Period): UseAsked => ({
  id: row.id,
  organization: row.organization_id,
  locker: row.locker_id,
  cells: row.cells,
  from: instant(Math.max(from, row.from_at)),
  until: instant(Math.min(until, endOf(row))),
})

/** The use of these rentals in the period, by their ids. */
export const usesWithin = (
  db: Kysely<Db>,
  rows: readonly RentalRow[],
  period: Period,
  now: Instant,
) =>
  usesOf(
    db,
    rows.map((row) => askOf(row, period)),
    now,
  )

/** How a rental was used, cell by cell, and what is due. */
export function reportOf(
  row: RentalRow,
  period: Period,
  { layout, timeZone }: Place,
  use: Use,
): RentalReport {
  const asked = askOf(row, period)
  const ran = Math.max(0, asked.until - asked.from)
  const names = new Map<string, string>(cellsOf(layout).map(({ id, name }) => [id, name]))
  const cells = row.cells.map((uuid) => {
    const cell = idOf('cel', uuid)
    const { stays, usedMs } = use.cells.get(uuid) ?? { stays: 0, usedMs: 0 }
    // A cell that was taken away since has only its id left.
    return { cell, name: names.get(cell) ?? cell, stays, usedMs }
  })
  const usedMs = cells.reduce((sum, cell) => sum + cell.usedMs, 0)
  return {
    rental: idOf('rnt', row.id),
    from: isoTime(period.from),
    until: isoTime(period.until),
    ranMs: ran,
    cells,
    stays: cells.reduce((sum, cell) => sum + cell.stays, 0),
    usedMs,
    usedShare: ran === 0 ? null : Math.min(1, usedMs / (ran * row.cells.length)),
    peak: use.peak,
    quota: row.quota,
    due: {
      amount: amountDue({ amount: row.price_minor, per: row.price_per }, asked, timeZone),
      currency: row.currency,
    },
  }
}
