import { isoTime } from '@cubby/kit/clock'
import { idOf } from '@cubby/kit/ids'
import { exportRentals } from '@cubby/protocol/operations/rentals/export-rentals'
import { organizationSeen } from '../http/caller.ts'
import { streamRoute } from '../http/route.ts'
import { sendCsv } from '../lists/csv.ts'
import { endOf, rentalColumns } from './rental-rows.ts'
import { periodOf, reportOf, usesWithin } from './rental-report.ts'
import { filteredRentals } from './rental-search.ts'

/** The report needs the time zone of the place and no names of doors. */
const noLayout = { modules: [] }
const nothing = { cells: new Map(), peak: 0 }
const HOUR = 3_600_000

export const exportRentalsRoute = streamRoute(exportRentals, ({ db, clock }) => ({
  answer: ({ query, caller }, reply) => {
    const now = clock.now()
    const period = periodOf(query)
    const filters = {
      organization: organizationSeen(caller, query.organization),
      locker: query.locker,
      within: period,
      now,
    }
    const rowsAfter = async (id: string | null, atMost: number) => {
      const rows = await filteredRentals(db, filters)
        .select(rentalColumns)
        .select((eb) => [
          eb
            .selectFrom('organization as o')
            .select('o.name')
            .whereRef('o.id', '=', 'rental.organization_id')
            .as('tenant'),
          eb
            .selectFrom('locker as l')
            .select('l.name')
            .whereRef('l.id', '=', 'rental.locker_id')
            .as('lockerName'),
          eb
            .selectFrom('locker as l')
            .innerJoin('location as p', 'p.id', 'l.location_id')
            .select('p.time_zone')
            .whereRef('l.id', '=', 'rental.locker_id')
            .as('timeZone'),
        ])
        .$if(id !== null, (q) => q.where('rental.id', '<', id ?? ''))
        .orderBy('rental.id', 'desc')
        .limit(atMost)
        .execute()
      const uses = await usesWithin(db, rows, period, now)
      return rows.map((row) => {
        const place = { layout: noLayout, timeZone: row.timeZone ?? 'UTC' }
        return { ...row, report: reportOf(row, period, place, uses.get(row.id) ?? nothing) }
      })
    }
    return sendCsv<Awaited<ReturnType<typeof rowsAfter>>[number]>(reply, {
      name: 'cubby-rentals',
      columns: {
        id: (row) => idOf('rnt', row.id),
        organization: (row) => row.tenant,
        locker: (row) => row.lockerName,
        from: (row) => isoTime(row.from_at),
        until: (row) => isoTime(endOf(row)),
        cells: (row) => row.cells.length,
        quota: (row) => row.quota,
        peak: (row) => row.report.peak,
        stays: (row) => row.report.stays,
        usedHours: (row) => Math.round((row.report.usedMs / HOUR) * 100) / 100,
        usedPercent: (row) =>
          row.report.usedShare === null ? null : Math.round(row.report.usedShare * 1_000) / 10,
        dueMinor: (row) => row.report.due.amount,
        currency: (row) => row.currency,
      },
      rowsAfter,
    })
  },
}))
