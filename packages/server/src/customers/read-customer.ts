import { uuidOf } from '@cubby/kit/ids'
import { readCustomer } from '@cubby/protocol/operations/customers/read-customer'
import { route } from '../http/route.ts'
import { found } from '../http/told.ts'
import { customerColumns, toldCustomer } from './customer-rows.ts'

export const readCustomerRoute = route(readCustomer, async ({ params, trx }) => {
  const row = await trx
    .selectFrom('customer')
    .select(customerColumns)
    .where('id', '=', uuidOf(params.customer))
    .executeTakeFirst()
  return toldCustomer(found(row, 'customer'))
})
