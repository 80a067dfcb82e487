import { id } from '@cubby/domain/shapes'
import { z } from 'zod'
import { defineOperation } from '../../operation.ts'
import { noQuery, toldMoment } from '../../wire.ts'

/** A code for a technician. Codes made before stop working. */
export const createEnrolmentCode = defineOperation({
  id: 'locker.enrolment-code',
  method: 'POST',
  path: '/v1/lockers/:locker/enrolment-codes',
  summary: 'Make a one-time code with which a device becomes this locker',
  scope: 'network:write',
  networkOnly: true,
  showsSecret: true,
  params: z.strictObject({ locker: id('lck') }),
  query: noQuery,
  body: null,
  status: 201,
  reply: z.strictObject({ locker: id('lck'), code: z.string(), expiresAt: toldMoment }),
})
