import { shipmentStatuses } from '@cubby/domain/shipments/status'
import { z } from 'zod'
import { defineOperation } from '../../operation.ts'
import { noParams, noQuery } from '../../wire.ts'
import { statusMeaning } from './shipment-shapes.ts'

/** Public: integrators read it instead of guessing from names. */
export const readStatuses = defineOperation({
  id: 'status.list',
  method: 'GET',
  path: '/v1/statuses',
  summary: 'Read what each status of a shipment means, for programs',
  scope: null,
  params: noParams,
  query: noQuery,
  body: null,
  status: 200,
  reply: z.strictObject({ statuses: z.record(z.enum(shipmentStatuses), statusMeaning) }),
})
