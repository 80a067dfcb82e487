import type { Instant } from '@cubby/kit/clock'
import type { Transaction } from 'kysely'
import { timestamp } from '../db/tables/column.ts'
import type { Db } from '../db/tables.ts'
import { customerColumns, type CustomerRow } from './customer-rows.ts'

/** Takes away everything that tells of these customers (UUIDs); answers those that were there until now. */
export async function eraseCustomers(
  trx: Transaction<Db>,
  ids: readonly string[],
  now: Instant,
): Promise<CustomerRow[]> {
  if (ids.length === 0) return []
  return trx
    .updateTable('customer')
    .set({
      name: null,
      phone: null,
      email: null,
      notes: null,
      locale: 'en',
      wants_messages: false,
      wants_locker_delivery: false,
      changed_at: timestamp(now),
      erased_at: timestamp(now),
    })
    .where('id', 'in', [...ids])
    .where('erased_at', 'is', null)
    .returning(customerColumns)
    .execute()
}
