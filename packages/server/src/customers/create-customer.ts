import { uuidOf } from '@cubby/kit/ids'
import { createCustomer } from '@cubby/protocol/operations/customers/create-customer'
import { timestamp } from '../db/tables/column.ts'
import { route } from '../http/route.ts'
import { customerColumns, orDuplicate, toldCustomer } from './customer-rows.ts'

export const createCustomerRoute = route(
  createCustomer,
  async ({ body, trx, now, changes }, ctx) => {
    const { consents, ...fields } = body
    const row = await trx
      .insertInto('customer')
      .values({
        ...fields,
        id: uuidOf(ctx.ids.mint('cst')),
        wants_messages: consents.messages,
        wants_locker_delivery: consents.lockerDelivery,
        created_at: timestamp(now),
        changed_at: timestamp(now),
        active_at: timestamp(now),
      })
      .returning(customerColumns)
      .executeTakeFirstOrThrow()
      .catch(orDuplicate)
    const after = toldCustomer(row)
    changes.push({ thing: after.id, before: null, after })
    return after
  },
)
