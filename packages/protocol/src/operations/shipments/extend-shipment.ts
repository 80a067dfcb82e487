import { id } from '@cubby/domain/shapes'
import { z } from 'zod'
import { defineOperation } from '../../operation.ts'
import { isoMoment, noQuery } from '../../wire.ts'
import { shipment } from './shipment-shapes.ts'

/** By the hours of the organization and as often as its rules allow. */
export const extendShipment = defineOperation({
  id: 'shipment.extend',
  method: 'POST',
  path: '/v1/shipments/:shipment/extend',
  summary: 'Extend the storage time of a shipment',
  scope: 'shipments:write',
  narrow: 'locker',
  params: z.strictObject({ shipment: id('shp') }),
  query: noQuery,
  body: z.strictObject({
    /** Only for the network operator: until this moment, however often it was extended. */
    until: isoMoment.optional(),
  }),
  status: 200,
  reply: shipment,
})
