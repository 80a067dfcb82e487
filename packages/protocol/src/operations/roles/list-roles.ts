import { id } from '@cubby/domain/shapes'
import { defineOperation } from '../../operation.ts'
import { noParams, pageOf, pageQuery } from '../../wire.ts'
import { roleReply } from './role-shapes.ts'

/** What people of the staff can be made; for an organization, the roles that it may give or that its people have. */
export const listRoles = defineOperation({
  id: 'role.list',
  method: 'GET',
  path: '/v1/roles',
  summary: 'List the roles, newest first',
  scope: 'staff:read',
  params: noParams,
  query: pageQuery(id('rol')),
  body: null,
  status: 200,
  reply: pageOf(roleReply),
})
