import { id } from '@cubby/domain/shapes'
import { z } from 'zod'
import { defineOperation } from '../../operation.ts'
import { noQuery } from '../../wire.ts'

/** Ends the account and its sessions at once; what the person did stays under the name. */
export const removeStaff = defineOperation({
  id: 'staff.remove',
  method: 'DELETE',
  path: '/v1/staff/:staff',
  summary: 'Remove the account of a person of the staff',
  scope: 'staff:write',
  params: z.strictObject({ staff: id('stf') }),
  query: noQuery,
  body: null,
  status: 204,
  reply: null,
})
