import { id } from '@cubby/domain/shapes'
import { z } from 'zod'
import { defineOperation } from '../../operation.ts'
import { noQuery } from '../../wire.ts'
import { staffAccountWithPassword } from './staff-shapes.ts'

/** For whoever has lost the password, the second factor or the passkeys: all of them end, and so do the sessions. */
export const resetStaff = defineOperation({
  id: 'staff.reset',
  method: 'POST',
  path: '/v1/staff/:staff/reset',
  summary: 'Let a person of the staff begin anew with a password for one sign-in',
  scope: 'staff:write',
  showsSecret: true,
  params: z.strictObject({ staff: id('stf') }),
  query: noQuery,
  body: null,
  status: 200,
  reply: staffAccountWithPassword,
})
