import { id } from '@cubby/domain/shapes'
import { z } from 'zod'
import { defineOperation } from '../../operation.ts'
import { noQuery } from '../../wire.ts'
import { customer, erasureReason } from './customer-shapes.ts'

/** Ends the account: name, contacts and notes are gone, also from the activity. What is kept of parcels stays; see `person.erase`. */
export const removeCustomer = defineOperation({
  id: 'customer.remove',
  method: 'POST',
  path: '/v1/customers/:customer/remove',
  summary: "Erase a customer's account",
  scope: 'customers:write',
  networkOnly: true,
  params: z.strictObject({ customer: id('cst') }),
  query: noQuery,
  body: z.strictObject({ reason: erasureReason }),
  status: 200,
  reply: customer,
})
