import { id } from '@cubby/domain/shapes'
import { z } from 'zod'
import { defineOperation } from '../../operation.ts'
import { noQuery } from '../../wire.ts'

/** Refused while somebody has it, and for built-in roles. */
export const removeRole = defineOperation({
  id: 'role.remove',
  method: 'DELETE',
  path: '/v1/roles/:role',
  summary: 'Remove a role that nobody has',
  scope: 'roles:write',
  networkOnly: true,
  params: z.strictObject({ role: id('rol') }),
  query: noQuery,
  body: null,
  status: 204,
  reply: null,
})
