import { AppError } from '@cubby/kit/app-error'
import { idOf } from '@cubby/kit/ids'
import { updateRental } from '@cubby/protocol/operations/rentals/update-rental'
import { timestamp } from '../db/tables/column.ts'
import { route } from '../http/route.ts'
import { readTime } from '../http/told.ts'
import { findRental } from './find-rental.ts'
import { checkOverlap, checkQuota, checkTimes, lockLayout } from './rental-checks.ts'
import { endOf, rentalChange, rentalColumns, toldOfRental, toldRental } from './rental-rows.ts'

export const updateRentalRoute = route(updateRental, async (call) => {
  const { params, body, caller, trx, now } = call
  const seen = await findRental(trx, caller, params.rental)
  await lockLayout(trx, seen.locker_id)
  const before = await findRental(trx, caller, params.rental)
  if (endOf(before) <= now || before.ended_at !== null)
    throw new AppError('conflict/state', 'this rental is over')
  const wished = {
    id: before.id,
    organization: before.organization_id,
    locker: before.locker_id,
    cells: before.cells,
    from: before.from_at,
    until: body.until === undefined ? before.until_at : readTime(body.until),
    quota: body.quota === undefined ? before.quota : body.quota,
  }
  checkTimes(wished, now)
  checkQuota(wished)
  await checkOverlap(trx, wished)
  const { price } = body
  const row = await trx
    .updateTable('rental')
    .set({
      until_at: timestamp(wished.until),
      quota: wished.quota,
      price_minor: price?.amount ?? before.price_minor,
      currency: price?.currency ?? before.currency,
      price_per: price?.per ?? before.price_per,
      common_cells: body.commonCells ?? before.common_cells,
      note: body.note === undefined ? before.note : body.note,
    })
    .where('id', '=', before.id)
    .returning(rentalColumns)
    .executeTakeFirstOrThrow()
  const told = toldRental(row, now)
  call.feed.push(rentalChange(row, now))
  call.alsoTell.push(...toldOfRental(idOf('lck', row.locker_id)))
  call.changes.push({ thing: told.id, before: toldRental(before, now), after: told })
  return told
})
