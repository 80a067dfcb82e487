import { AppError } from '@cubby/kit/app-error'
import { isoTime } from '@cubby/kit/clock'
import { idOf } from '@cubby/kit/ids'
import type { CustomerReply } from '@cubby/protocol/operations/customers/customer-shapes'
import type { Selectable, Transaction } from 'kysely'
import type { Db } from '../db/tables.ts'
import { found, toldTime } from '../http/told.ts'

export const customerColumns = [
  'id',
  'name',
  'phone',
  'email',
  'locale',
  'wants_messages',
  'wants_locker_delivery',
  'notes',
  'created_at',
  'changed_at',
  'erased_at',
] as const
export type CustomerRow = Pick<Selectable<Db['customer']>, (typeof customerColumns)[number]>

/** A customer as the API tells of him. */
export const toldCustomer = (row: CustomerRow): CustomerReply => ({
  id: idOf('cst', row.id),
  name: row.name,
  phone: row.phone,
  email: row.email,
  locale: row.locale,
  consents: { messages: row.wants_messages, lockerDelivery: row.wants_locker_delivery },
  notes: row.notes,
  createdAt: isoTime(row.created_at),
  changedAt: isoTime(row.changed_at),
  erasedAt: toldTime(row.erased_at),
})

/** A customer, locked until the end of the transaction. The id is a UUID. */
export async function lockCustomer(trx: Transaction<Db>, id: string): Promise<CustomerRow> {
  const row = await trx
    .selectFrom('customer')
    .select(customerColumns)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  return found(row, 'customer')
}

/** Says which of the contacts another customer has, when the database refused a row for it. */
export function orDuplicate(error: unknown): never {
  const { code, constraint } = error as { code?: string; constraint?: string }
  const field = { customer_phone: 'phone', customer_email: 'email' }[constraint ?? '']
  if (code !== '23505' || field === undefined) throw error
  throw new AppError('conflict/duplicate', 'another customer is reached there', {
    fields: [{ pointer: `/${field}`, code: 'duplicate', detail: 'belongs to another customer' }],
  })
}
