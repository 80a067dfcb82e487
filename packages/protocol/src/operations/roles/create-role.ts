import { z } from 'zod'
import { defineOperation } from '../../operation.ts'
import { noParams, noQuery } from '../../wire.ts'
import { roleFields, roleReply } from './role-shapes.ts'

/** Nobody makes a role that may do more than he may himself. */
export const createRole = defineOperation({
  id: 'role.create',
  method: 'POST',
  path: '/v1/roles',
  summary: 'Make a role from permissions',
  scope: 'roles:write',
  networkOnly: true,
  params: noParams,
  query: noQuery,
  body: z.strictObject(roleFields),
  status: 201,
  reply: roleReply,
})
