import { z } from 'zod'
import { defineOperation } from '../../operation.ts'
import { noQuery } from '../../wire.ts'
import { locker } from '../lockers/locker-shapes.ts'
import { ofLocker } from '../wiring/wiring-shapes.ts'
import { serviceReason } from './service-shapes.ts'

/** From then on nothing is put in; whatever is inside is handed out as always. */
export const takeOutOfService = defineOperation({
  id: 'locker.take-out-of-service',
  method: 'POST',
  path: '/v1/lockers/:locker/take-out-of-service',
  summary: 'Let a locker take no more parcels',
  scope: 'network:write',
  networkOnly: true,
  params: ofLocker,
  query: noQuery,
  body: z.strictObject({ reason: serviceReason }),
  status: 200,
  reply: locker,
})
