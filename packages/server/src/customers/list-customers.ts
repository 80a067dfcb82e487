import { uuidOf } from '@cubby/kit/ids'
import { listCustomers } from '@cubby/protocol/operations/customers/list-customers'
import { sql } from 'kysely'
import { howCommon } from '../lists/how-common.ts'
import { pageOfRows, rowsFor } from '../http/pages.ts'
import { route } from '../http/route.ts'
import { customerColumns, toldCustomer } from './customer-rows.ts'
import { customersFoundBy } from './customer-search.ts'

export const listCustomersRoute = route(listCustomers, async ({ query, trx }) => {
  const { after, limit, q: text } = query
  const found = text === undefined ? null : customersFoundBy(text)
  const { isRare } = found === null ? { isRare: false } : await howCommon(trx, 'customer', found)
  const rows = await trx
    .selectFrom('customer')
    .select(customerColumns)
    .where('erased_at', 'is', null)
    .$if(found !== null, (q) => q.where(found ?? sql<boolean>`true`))
    .$if(after !== undefined, (q) => q.where('id', '<', uuidOf(after ?? '')))
    // The same order, which no index offers.
    .orderBy(isRare ? sql`id::text desc` : sql`id desc`)
    .limit(rowsFor(limit))
    .execute()
  return pageOfRows(rows, limit, toldCustomer)
})
