import { id } from '@cubby/domain/shapes'
import { z } from 'zod'
import { defineOperation } from '../../operation.ts'
import { noQuery } from '../../wire.ts'
import { staffAccount } from './staff-shapes.ts'

/** Ends the sessions at once; whoever signs in again is told, and can do nothing. Suspending twice is no mistake. */
export const suspendStaff = defineOperation({
  id: 'staff.suspend',
  method: 'POST',
  path: '/v1/staff/:staff/suspend',
  summary: 'Let a person of the staff do nothing until resumed',
  scope: 'staff:write',
  params: z.strictObject({ staff: id('stf') }),
  query: noQuery,
  body: null,
  status: 200,
  reply: staffAccount,
})
