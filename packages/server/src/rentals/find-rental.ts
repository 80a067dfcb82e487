import { uuidOf } from '@cubby/kit/ids'
import type { Transaction } from 'kysely'
import type { Db } from '../db/tables.ts'
import { type Caller, maySee } from '../http/caller.ts'
import { found } from '../http/told.ts'
import { rentalColumns, type RentalRow } from './rental-rows.ts'

/** The rental, when the caller may see it; 404 otherwise. */
export async function findRental(
  trx: Transaction<Db>,
  caller: Caller,
  rental: string,
): Promise<RentalRow> {
  const row = await trx
    .selectFrom('rental')
    .select(rentalColumns)
    .where('id', '=', uuidOf(rental))
    .executeTakeFirst()
  return found(row && maySee(caller, row.organization_id) ? row : null, 'rental')
}
