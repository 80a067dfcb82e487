import { id } from '@cubby/domain/shapes'
import { z } from 'zod'
import { defineOperation } from '../../operation.ts'
import { noQuery } from '../../wire.ts'
import { courier } from './courier-shapes.ts'

/** One courier. */
export const readCourier = defineOperation({
  id: 'courier.read',
  method: 'GET',
  path: '/v1/couriers/:courier',
  summary: 'Read a courier',
  scope: 'couriers:read',
  readsPersonal: true,
  params: z.strictObject({ courier: id('cur') }),
  query: noQuery,
  body: null,
  status: 200,
  reply: courier,
})
