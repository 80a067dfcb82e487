import { id, text } from '@cubby/domain/shapes'
import { z } from 'zod'
import { defineOperation } from '../../operation.ts'
import { noQuery } from '../../wire.ts'
import { shipment } from './shipment-shapes.ts'

/** The code stops working with the next pull of the locker. */
export const cancelShipment = defineOperation({
  id: 'shipment.cancel',
  method: 'POST',
  path: '/v1/shipments/:shipment/cancel',
  summary: 'Call a shipment off; what is inside is taken back by a courier',
  scope: 'shipments:write',
  narrow: 'locker',
  params: z.strictObject({ shipment: id('shp') }),
  query: noQuery,
  body: z.strictObject({ reason: text(300) }),
  status: 200,
  reply: shipment,
})
