import { uuidOf } from '@cubby/kit/ids'
import { readRole } from '@cubby/protocol/operations/roles/read-role'
import { route } from '../http/route.ts'
import { found } from '../http/told.ts'
import { seenRoles, toldRole } from './role-rows.ts'

export const readRoleRoute = route(readRole, async ({ params, caller, trx }) => {
  const row = await seenRoles(trx, caller.organization)
    .where('role.id', '=', uuidOf(params.role))
    .executeTakeFirst()
  return toldRole(found(row, 'role'))
})
