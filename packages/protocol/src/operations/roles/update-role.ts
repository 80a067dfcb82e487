import { id } from '@cubby/domain/shapes'
import { z } from 'zod'
import { defineOperation } from '../../operation.ts'
import { noQuery } from '../../wire.ts'
import { roleFields, roleReply } from './role-shapes.ts'

/**
 * Holds for everybody with this role from the next call on. What is left out stays. The administrator may always do everything;
 * of a built-in role the name stays.
 */
export const updateRole = defineOperation({
  id: 'role.update',
  method: 'PATCH',
  path: '/v1/roles/:role',
  summary: 'Change what a role may do',
  scope: 'roles:write',
  networkOnly: true,
  params: z.strictObject({ role: id('rol') }),
  query: noQuery,
  body: z.strictObject({
    name: roleFields.name.optional(),
    description: roleFields.description.unwrap().optional(),
    permissions: roleFields.permissions.optional(),
    requiresSecondFactor: roleFields.requiresSecondFactor.unwrap().optional(),
  }),
  status: 200,
  reply: roleReply,
})
