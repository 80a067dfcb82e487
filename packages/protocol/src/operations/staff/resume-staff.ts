import { id } from '@cubby/domain/shapes'
import { z } from 'zod'
import { defineOperation } from '../../operation.ts'
import { noQuery } from '../../wire.ts'
import { staffAccount } from './staff-shapes.ts'

/** With the same role, password and second factor as before. */
export const resumeStaff = defineOperation({
  id: 'staff.resume',
  method: 'POST',
  path: '/v1/staff/:staff/resume',
  summary: 'End the suspension of a person of the staff',
  scope: 'staff:write',
  params: z.strictObject({ staff: id('stf') }),
  query: noQuery,
  body: null,
  status: 200,
  reply: staffAccount,
})
