import { uuidOf } from '@cubby/kit/ids'
import { listRoles } from '@cubby/protocol/operations/roles/list-roles'
import { pageOfRows, rowsFor } from '../http/pages.ts'
import { route } from '../http/route.ts'
import { seenRoles, toldRole } from './role-rows.ts'

export const listRolesRoute = route(listRoles, async ({ query, caller, trx }) => {
  const { after, limit } = query
  const rows = await seenRoles(trx, caller.organization)
    .$if(after !== undefined, (q) => q.where('role.id', '<', uuidOf(after ?? '')))
    .orderBy('role.id', 'desc')
    .limit(rowsFor(limit))
    .execute()
  return pageOfRows(rows, limit, toldRole)
})
