import { AppError } from '@cubby/kit/app-error'
import { idOf } from '@cubby/kit/ids'
import { endRental } from '@cubby/protocol/operations/rentals/end-rental'
import { timestamp } from '../db/tables/column.ts'
import { route } from '../http/route.ts'
import { findRental } from './find-rental.ts'
import { lockLayout } from './rental-checks.ts'
import { endOf, rentalChange, rentalColumns, toldOfRental, toldRental } from './rental-rows.ts'

export const endRentalRoute = route(endRental, async (call) => {
  const { params, body, caller, trx, now } = call
  const seen = await findRental(trx, caller, params.rental)
  await lockLayout(trx, seen.locker_id)
  const before = await findRental(trx, caller, params.rental)
  if (before.ended_at !== null) return toldRental(before, now)
  if (endOf(before) <= now) throw new AppError('conflict/state', 'this rental is over')
  const row = await trx
    .updateTable('rental')
    .set({ ended_at: timestamp(now), end_reason: body.reason })
    .where('id', '=', before.id)
    .returning(rentalColumns)
    .executeTakeFirstOrThrow()
  const told = toldRental(row, now)
  call.feed.push(rentalChange(row, now))
  call.alsoTell.push(...toldOfRental(idOf('lck', row.locker_id)))
  call.changes.push({ thing: told.id, before: toldRental(before, now), after: told })
  return told
})
