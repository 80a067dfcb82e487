import { id, label } from '@cubby/domain/shapes'
import { defineOperation } from '../../operation.ts'
import { noParams, pageOf, pageQuery } from '../../wire.ts'
import { parcelReply } from '../shipments/shipment-shapes.ts'

/** A label is not unique for ever: carriers reuse numbers. */
export const findParcels = defineOperation({
  id: 'parcel.find',
  method: 'GET',
  path: '/v1/parcels',
  summary: 'Find parcels by their label, newest first',
  scope: 'shipments:read',
  narrow: 'locker',
  params: noParams,
  query: pageQuery(id('prc')).extend({ label }),
  body: null,
  status: 200,
  reply: pageOf(parcelReply),
})
