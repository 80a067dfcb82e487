import { readRental } from '@cubby/protocol/operations/rentals/read-rental'
import { route } from '../http/route.ts'
import { findRental } from './find-rental.ts'
import { toldRental } from './rental-rows.ts'

export const readRentalRoute = route(readRental, async ({ params, caller, trx, now }) =>
  toldRental(await findRental(trx, caller, params.rental), now),
)
