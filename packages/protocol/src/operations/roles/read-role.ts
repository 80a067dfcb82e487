import { id } from '@cubby/domain/shapes'
import { z } from 'zod'
import { defineOperation } from '../../operation.ts'
import { noQuery } from '../../wire.ts'
import { roleReply } from './role-shapes.ts'

/** One role with its permissions. */
export const readRole = defineOperation({
  id: 'role.read',
  method: 'GET',
  path: '/v1/roles/:role',
  summary: 'Read a role',
  scope: 'staff:read',
  params: z.strictObject({ role: id('rol') }),
  query: noQuery,
  body: null,
  status: 200,
  reply: roleReply,
})
