import { z } from 'zod'
import { defineOperation } from '../../operation.ts'
import { noParams, noQuery } from '../../wire.ts'
import { customer, customerFields } from './customer-shapes.ts'

/** A person with an account. A phone number or an e-mail address belongs to one customer. */
export const createCustomer = defineOperation({
  id: 'customer.create',
  method: 'POST',
  path: '/v1/customers',
  summary: 'Add a customer',
  scope: 'customers:write',
  networkOnly: true,
  params: noParams,
  query: noQuery,
  body: z.strictObject(customerFields),
  status: 201,
  reply: customer,
})
