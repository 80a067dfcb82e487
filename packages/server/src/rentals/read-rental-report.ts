import { readRentalReport } from '@cubby/protocol/operations/rentals/read-rental-report'
import { route } from '../http/route.ts'
import { findRental } from './find-rental.ts'
import { periodOf, reportOf, usesWithin } from './rental-report.ts'

export const readRentalReportRoute = route(readRentalReport, async (call) => {
  const { params, query, caller, trx, now } = call
  const period = periodOf(query)
  const row = await findRental(trx, caller, params.rental)
  const place = await trx
    .selectFrom('locker')
    .innerJoin('location', 'location.id', 'locker.location_id')
    .select(['locker.layout', 'location.time_zone as timeZone'])
    .where('locker.id', '=', row.locker_id)
    .executeTakeFirstOrThrow()
  const uses = await usesWithin(trx, [row], period, now)
  return reportOf(row, period, place, uses.get(row.id) ?? { cells: new Map(), peak: 0 })
})
