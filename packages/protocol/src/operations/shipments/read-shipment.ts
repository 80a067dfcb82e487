import { id } from '@cubby/domain/shapes'
import { z } from 'zod'
import { defineOperation } from '../../operation.ts'
import { noQuery } from '../../wire.ts'
import { shipment } from './shipment-shapes.ts'

/** One shipment. */
export const readShipment = defineOperation({
  id: 'shipment.read',
  method: 'GET',
  path: '/v1/shipments/:shipment',
  summary: 'Read a shipment with its parcels',
  scope: 'shipments:read',
  narrow: 'locker',
  readsPersonal: true,
  params: z.strictObject({ shipment: id('shp') }),
  query: noQuery,
  body: null,
  status: 200,
  reply: shipment,
})
