import { z } from 'zod'
import { defineOperation } from '../../operation.ts'
import { noParams } from '../../wire.ts'
import { courierFilters } from './list-couriers.ts'

/** One line per courier, newest first; at most 100,000. */
export const exportCouriers = defineOperation({
  id: 'courier.export',
  method: 'GET',
  path: '/v1/couriers.csv',
  summary: 'Download couriers as CSV',
  scope: 'couriers:read',
  readsPersonal: true,
  streams: 'text/csv',
  params: noParams,
  query: z.strictObject(courierFilters),
  body: null,
  status: 200,
  reply: null,
})
