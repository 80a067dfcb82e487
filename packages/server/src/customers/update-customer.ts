import { AppError } from '@cubby/kit/app-error'
import { uuidOf } from '@cubby/kit/ids'
import { updateCustomer } from '@cubby/protocol/operations/customers/update-customer'
import { timestamp } from '../db/tables/column.ts'
import { route } from '../http/route.ts'
import { withoutUndefined } from '../http/without-undefined.ts'
import { customerColumns, lockCustomer, orDuplicate, toldCustomer } from './customer-rows.ts'

export const updateCustomerRoute = route(
  updateCustomer,
  async ({ params, body, trx, now, changes }) => {
    const row = await lockCustomer(trx, uuidOf(params.customer))
    if (row.erased_at !== null)
      throw new AppError('conflict/state', 'the customer was erased; add a new one')
    const { consents = {}, ...fields } = body
    const changed = await trx
      .updateTable('customer')
      .set({
        ...withoutUndefined(fields),
        wants_messages: consents.messages ?? row.wants_messages,
        wants_locker_delivery: consents.lockerDelivery ?? row.wants_locker_delivery,
        changed_at: timestamp(now),
        active_at: timestamp(now),
      })
      .where('id', '=', row.id)
      .returning(customerColumns)
      .executeTakeFirstOrThrow()
      .catch(orDuplicate)
    const after = toldCustomer(changed)
    changes.push({ thing: after.id, before: toldCustomer(row), after })
    return after
  },
)
