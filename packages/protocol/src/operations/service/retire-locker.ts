import { z } from 'zod'
import { defineOperation } from '../../operation.ts'
import { noQuery } from '../../wire.ts'
import { locker } from '../lockers/locker-shapes.ts'
import { ofLocker } from '../wiring/wiring-shapes.ts'
import { serviceReason } from './service-shapes.ts'

/** For good. Refused while anything is inside or announced. */
export const retireLocker = defineOperation({
  id: 'locker.retire',
  method: 'POST',
  path: '/v1/lockers/:locker/retire',
  summary: 'Retire a locker',
  scope: 'network:write',
  networkOnly: true,
  params: ofLocker,
  query: noQuery,
  body: z.strictObject({ reason: serviceReason }),
  status: 200,
  reply: locker,
})
