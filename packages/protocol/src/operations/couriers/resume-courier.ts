import { id } from '@cubby/domain/shapes'
import { z } from 'zod'
import { defineOperation } from '../../operation.ts'
import { noQuery } from '../../wire.ts'
import { courier } from './courier-shapes.ts'

/** His badge stays his. Resuming twice is no mistake. */
export const resumeCourier = defineOperation({
  id: 'courier.resume',
  method: 'POST',
  path: '/v1/couriers/:courier/resume',
  summary: 'Let a suspended courier work again',
  scope: 'couriers:write',
  params: z.strictObject({ courier: id('cur') }),
  query: noQuery,
  body: null,
  status: 200,
  reply: courier,
})
