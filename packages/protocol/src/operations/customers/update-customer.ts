import { id } from '@cubby/domain/shapes'
import { z } from 'zod'
import { defineOperation } from '../../operation.ts'
import { noQuery } from '../../wire.ts'
import { customer, customerChanges } from './customer-shapes.ts'

/** Changes what is named and leaves the rest. */
export const updateCustomer = defineOperation({
  id: 'customer.update',
  method: 'PATCH',
  path: '/v1/customers/:customer',
  summary: 'Change a customer',
  scope: 'customers:write',
  networkOnly: true,
  params: z.strictObject({ customer: id('cst') }),
  query: noQuery,
  body: z.strictObject(customerChanges),
  status: 200,
  reply: customer,
})
