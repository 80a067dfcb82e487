import { id } from '@cubby/domain/shapes'
import { z } from 'zod'
import { defineOperation } from '../../operation.ts'
import { noQuery } from '../../wire.ts'
import { courier, courierFields, courierLimits } from './courier-shapes.ts'

const { name, badge, pin, validFrom, validUntil } = courierFields

/** What is left out stays as it is. Lockers know of it with their next pull. */
export const updateCourier = defineOperation({
  id: 'courier.update',
  method: 'PATCH',
  path: '/v1/couriers/:courier',
  summary: 'Change a courier, his PIN, his badge or his limits',
  scope: 'couriers:write',
  params: z.strictObject({ courier: id('cur') }),
  query: noQuery,
  body: z.strictObject({
    name: name.optional(),
    badge: badge,
    /** Null: the badge is enough. */
    pin: pin.unwrap().nullable().optional(),
    validFrom,
    validUntil,
    ...courierLimits,
  }),
  status: 200,
  reply: courier,
})
