import { z } from 'zod'
import { defineOperation } from '../../operation.ts'
import { noParams, noQuery } from '../../wire.ts'
import { courier, courierFields, courierLimits } from './courier-shapes.ts'

/** A new courier; lockers know the badge with their next pull. */
export const createCourier = defineOperation({
  id: 'courier.create',
  method: 'POST',
  path: '/v1/couriers',
  summary: 'Let a courier work at the lockers that follow his organization',
  scope: 'couriers:write',
  params: noParams,
  query: noQuery,
  body: z.strictObject({ ...courierFields, ...courierLimits }),
  status: 201,
  reply: courier,
})
