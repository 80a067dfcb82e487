import { AppError } from '@cubby/kit/app-error'
import { must } from '@cubby/kit/assert'
import { uuidOf } from '@cubby/kit/ids'
import { removeCustomer } from '@cubby/protocol/operations/customers/remove-customer'
import { doneBy } from '../activity/done-by.ts'
import { detailsAbout, eraseDetails } from '../activity/erase-details.ts'
import { route } from '../http/route.ts'
import { lockCustomer, toldCustomer } from './customer-rows.ts'
import { eraseCustomers } from './erase-customers.ts'

export const removeCustomerRoute = route(removeCustomer, async (call, ctx) => {
  const { params, body, trx, now } = call
  const row = await lockCustomer(trx, uuidOf(params.customer))
  if (row.erased_at !== null) throw new AppError('conflict/state', 'the customer was erased before')
  const [erased] = await eraseCustomers(trx, [row.id], now)
  const after = toldCustomer(must(erased, 'it was there'))
  const rows = await detailsAbout(trx, { things: [after.id] })
  await eraseDetails(trx, ctx, doneBy(call), rows, {
    operation: 'customer.remove',
    thing: after.id,
    reason: body.reason,
    now,
  })
  // What he was called is what is being erased.
  const { erasedAt } = after
  call.changes.push({ thing: after.id, before: { erasedAt: null }, after: { erasedAt } })
  return after
})
