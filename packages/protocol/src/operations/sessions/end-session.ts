import { id } from '@cubby/domain/shapes'
import { z } from 'zod'
import { defineOperation } from '../../operation.ts'
import { noQuery } from '../../wire.ts'

/** Its next call is refused. */
export const endSession = defineOperation({
  id: 'staff.end-session',
  method: 'DELETE',
  path: '/v1/staff/:staff/sessions/:session',
  summary: 'End a session of a person of the staff',
  scope: 'staff:write',
  params: z.strictObject({ staff: id('stf'), session: id('ses') }),
  query: noQuery,
  body: null,
  status: 204,
  reply: null,
})
