import { id } from '@cubby/domain/shapes'
import { z } from 'zod'
import { defineOperation } from '../../operation.ts'
import { noQuery } from '../../wire.ts'
import { timeline } from '../shipments/shipment-shapes.ts'

/** Oldest first. */
export const readParcelTimeline = defineOperation({
  id: 'parcel.timeline',
  method: 'GET',
  path: '/v1/parcels/:parcel/timeline',
  summary: 'Read the chain of custody of a parcel',
  scope: 'shipments:read',
  narrow: 'locker',
  readsPersonal: true,
  params: z.strictObject({ parcel: id('prc') }),
  query: noQuery,
  body: null,
  status: 200,
  reply: timeline,
})
