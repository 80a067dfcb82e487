import { id } from '@cubby/domain/shapes'
import { defineOperation } from '../../operation.ts'
import { noParams, pageOf, pageQuery, searchText } from '../../wire.ts'
import { customer } from './customer-shapes.ts'

/** Without those who were erased. */
export const listCustomers = defineOperation({
  id: 'customer.list',
  method: 'GET',
  path: '/v1/customers',
  summary: 'List customers, newest first',
  scope: 'customers:read',
  networkOnly: true,
  readsPersonal: true,
  params: noParams,
  query: pageQuery(id('cst')).extend({
    /** How words of the name or the e-mail address begin, or the phone number or its end. */
    q: searchText.optional(),
  }),
  body: null,
  status: 200,
  reply: pageOf(customer),
})
