import { id } from '@cubby/domain/shapes'
import { z } from 'zod'
import { defineOperation } from '../../operation.ts'
import { noParams, pageOf, pageQuery, searchText } from '../../wire.ts'
import { courier } from './courier-shapes.ts'

export const courierFilters = {
  organization: id('org').optional(),
  /** Part of the name. */
  q: searchText.optional(),
  state: z.enum(['working', 'suspended', 'revoked']).optional(),
}

/** Couriers, those revoked included. */
export const listCouriers = defineOperation({
  id: 'courier.list',
  method: 'GET',
  path: '/v1/couriers',
  summary: 'List couriers, newest first',
  scope: 'couriers:read',
  readsPersonal: true,
  params: noParams,
  query: pageQuery(id('cur')).extend(courierFilters),
  body: null,
  status: 200,
  reply: pageOf(courier),
})
