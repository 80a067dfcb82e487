import { uuidOf } from '@cubby/kit/ids'
import { listCustomers } from '@cubby/protocol/operations/customers/list-customers'
import { pageOfRows, rowsFor } from '../http/pages.ts'
import { route } from '../http/route.ts'
import { customerColumns, toldCustomer } from './customer-rows.ts'
import { customersFoundBy } from './customer-search.ts'

export const listCustomersRoute = route(listCustomers, async ({ query, trx }) => {
  const { after, limit, q: text } = query
  const rows = await trx
    .selectFrom('customer')
    .select(customerColumns)
    .where('erased_at', 'is', null)
    .$if(text !== undefined, (q) => q.where(customersFoundBy(text ?? '')))
    .$if(after !== undefined, (q) => q.where('id', '<', uuidOf(after ?? '')))
    .orderBy('id', 'desc')
    .limit(rowsFor(limit))
    .execute()
  return pageOfRows(rows, limit, toldCustomer)
})
