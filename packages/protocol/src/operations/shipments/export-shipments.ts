import { z } from 'zod'
import { defineOperation } from '../../operation.ts'
import { noParams } from '../../wire.ts'
import { shipmentFilters } from './list-shipments.ts'

/** One line per shipment, newest first; at most 100,000. */
export const exportShipments = defineOperation({
  id: 'shipment.export',
  method: 'GET',
  path: '/v1/shipments.csv',
  summary: 'Download shipments as CSV',
  scope: 'shipments:read',
  narrow: 'locker',
  readsPersonal: true,
  streams: 'text/csv',
  params: noParams,
  query: z.strictObject(shipmentFilters),
  body: null,
  status: 200,
  reply: null,
})
