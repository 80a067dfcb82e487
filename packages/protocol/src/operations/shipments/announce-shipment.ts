import { id } from '@cubby/domain/shapes'
import { limits } from '@cubby/kit/limits'
import { z } from 'zod'
import { defineOperation } from '../../operation.ts'
import { noParams, noQuery } from '../../wire.ts'
import { newParcel, newRecipient, reference, shipment } from './shipment-shapes.ts'

/** The locker learns of it at once, or when it next comes online. */
export const announceShipment = defineOperation({
  id: 'shipment.announce',
  method: 'POST',
  path: '/v1/shipments',
  summary: 'Announce a shipment: parcels that will come to a locker for one recipient',
  scope: 'shipments:write',
  params: noParams,
  query: noQuery,
  body: z.strictObject({
    /** Whose shipment; only the network operator's keys name it, others mean their own. */
    organization: id('org').optional(),
    /** The delivery operator that brings it; left out: any courier who works at the locker. */
    carrier: id('org').nullable().default(null),
    locker: id('lck'),
    /** Your own number for it; unique among your shipments. */
    reference: reference.nullable().default(null),
    recipient: newRecipient,
    parcels: z.array(newParcel).min(1).max(limits.parcelsPerShipmentMax),
  }),
  status: 201,
  reply: shipment,
})
