import { id } from '@cubby/domain/shapes'
import { limits } from '@cubby/kit/limits'
import { z } from 'zod'
import { defineOperation } from '../../operation.ts'
import { noParams, noQuery } from '../../wire.ts'
import { newParcel } from './shipment-shapes.ts'

/** Promises nothing: couriers and walk-in customers take cells meanwhile. */
export const checkShipment = defineOperation({
  id: 'shipment.check',
  method: 'POST',
  path: '/v1/shipments/check',
  summary: 'Ask whether parcels would fit a locker, and whether there is room now',
  scope: 'shipments:read',
  asksOnly: true,
  params: noParams,
  query: noQuery,
  body: z.strictObject({
    organization: id('org').optional(),
    locker: id('lck'),
    parcels: z
      .array(newParcel.omit({ label: true }))
      .min(1)
      .max(limits.parcelsPerShipmentMax),
  }),
  status: 200,
  reply: z.strictObject({
    /** Every parcel fits some cell of this locker. */
    fits: z.boolean(),
    /** There is a free cell for each of them now; nothing is reserved by asking. */
    roomNow: z.boolean(),
    /** In the order asked. `cellType` is the smallest class that would do. */
    parcels: z.array(
      z.strictObject({
        why: z.enum(['too-big', 'full']).nullable(),
        cellType: z.string().nullable(),
      }),
    ),
  }),
})
