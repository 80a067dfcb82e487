import { id } from '@cubby/domain/shapes'
import { z } from 'zod'
import { defineOperation } from '../../operation.ts'
import { noQuery } from '../../wire.ts'
import { courier } from './courier-shapes.ts'

/** Ends what the courier may do; the record stays. Revoking twice is no mistake. */
export const revokeCourier = defineOperation({
  id: 'courier.revoke',
  method: 'DELETE',
  path: '/v1/couriers/:courier',
  summary: 'Revoke a courier: lockers refuse the badge with their next pull',
  scope: 'couriers:write',
  params: z.strictObject({ courier: id('cur') }),
  query: noQuery,
  body: null,
  status: 200,
  reply: courier,
})
