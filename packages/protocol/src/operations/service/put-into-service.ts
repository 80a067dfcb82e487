import { z } from 'zod'
import { defineOperation } from '../../operation.ts'
import { noQuery } from '../../wire.ts'
import { locker } from '../lockers/locker-shapes.ts'
import { ofLocker } from '../wiring/wiring-shapes.ts'

/** Refused with `locker/not-ready` while something is missing: wiring, device, or the proof of the wiring. */
export const putIntoService = defineOperation({
  id: 'locker.put-into-service',
  method: 'POST',
  path: '/v1/lockers/:locker/put-into-service',
  summary: 'Let a locker take parcels',
  scope: 'network:write',
  networkOnly: true,
  params: ofLocker,
  query: noQuery,
  body: z.strictObject({}),
  status: 200,
  reply: locker,
})
