import { id } from '@cubby/domain/shapes'
import { z } from 'zod'
import { defineOperation } from '../../operation.ts'
import { noQuery } from '../../wire.ts'
import { courier } from './courier-shapes.ts'

/** His badge stays his. Suspending twice is no mistake. */
export const suspendCourier = defineOperation({
  id: 'courier.suspend',
  method: 'POST',
  path: '/v1/couriers/:courier/suspend',
  summary: 'Let no locker take a courier until he is resumed',
  scope: 'couriers:write',
  params: z.strictObject({ courier: id('cur') }),
  query: noQuery,
  body: null,
  status: 200,
  reply: courier,
})
