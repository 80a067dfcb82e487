import { id } from '@cubby/domain/shapes'
import { z } from 'zod'
import { defineOperation } from '../../operation.ts'
import { noQuery } from '../../wire.ts'
import { timeline } from './shipment-shapes.ts'

/** Oldest first. */
export const readShipmentTimeline = defineOperation({
  id: 'shipment.timeline',
  method: 'GET',
  path: '/v1/shipments/:shipment/timeline',
  summary: 'Read the chain of custody of all parcels of a shipment',
  scope: 'shipments:read',
  narrow: 'locker',
  readsPersonal: true,
  params: z.strictObject({ shipment: id('shp') }),
  query: noQuery,
  body: null,
  status: 200,
  reply: timeline,
})
