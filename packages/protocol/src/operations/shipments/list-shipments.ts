import { id, label } from '@cubby/domain/shapes'
import { shipmentStatuses } from '@cubby/domain/shipments/status'
import { z } from 'zod'
import { defineOperation } from '../../operation.ts'
import { noParams, pageOf, pageQuery, phone } from '../../wire.ts'
import { reference, shipment } from './shipment-shapes.ts'

/** Filters are joined by "and"; unknown ones are refused. */
export const listShipments = defineOperation({
  id: 'shipment.list',
  method: 'GET',
  path: '/v1/shipments',
  summary: 'List shipments, newest first',
  scope: 'shipments:read',
  params: noParams,
  query: pageQuery(id('shp')).extend({
    organization: id('org').optional(),
    status: z.enum(shipmentStatuses).optional(),
    locker: id('lck').optional(),
    /** Of any of its parcels. */
    label: label.optional(),
    reference: reference.optional(),
    /** The recipient's. */
    phone: phone.optional(),
  }),
  body: null,
  status: 200,
  reply: pageOf(shipment),
})
