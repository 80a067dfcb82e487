import { id } from '@cubby/domain/shapes'
import { z } from 'zod'
import { defineOperation } from '../../operation.ts'
import { noQuery } from '../../wire.ts'
import { customer } from './customer-shapes.ts'

/** One customer. */
export const readCustomer = defineOperation({
  id: 'customer.read',
  method: 'GET',
  path: '/v1/customers/:customer',
  summary: 'Read a customer',
  scope: 'customers:read',
  networkOnly: true,
  readsPersonal: true,
  params: z.strictObject({ customer: id('cst') }),
  query: noQuery,
  body: null,
  status: 200,
  reply: customer,
})
