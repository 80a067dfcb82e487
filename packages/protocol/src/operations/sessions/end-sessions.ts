import { id } from '@cubby/domain/shapes'
import { z } from 'zod'
import { defineOperation } from '../../operation.ts'
import { noQuery } from '../../wire.ts'

/** The person has to sign in again everywhere; password and second factor stay. */
export const endSessions = defineOperation({
  id: 'staff.end-sessions',
  method: 'POST',
  path: '/v1/staff/:staff/sessions/end',
  summary: 'End all sessions of a person of the staff',
  scope: 'staff:write',
  params: z.strictObject({ staff: id('stf') }),
  query: noQuery,
  body: null,
  status: 204,
  reply: null,
})
