import { id } from '@cubby/domain/shapes'
import { defineOperation } from '../../operation.ts'
import { noParams, pageOf, pageQuery } from '../../wire.ts'
import { courier } from './courier-shapes.ts'

/** Couriers, those revoked included. */
export const listCouriers = defineOperation({
  id: 'courier.list',
  method: 'GET',
  path: '/v1/couriers',
  summary: 'List couriers, newest first',
  scope: 'couriers:read',
  params: noParams,
  query: pageQuery(id('cur')).extend({ organization: id('org').optional() }),
  body: null,
  status: 200,
  reply: pageOf(courier),
})
