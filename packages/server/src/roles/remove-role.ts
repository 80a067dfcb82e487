import { AppError } from '@cubby/kit/app-error'
import { uuidOf } from '@cubby/kit/ids'
import { removeRole } from '@cubby/protocol/operations/roles/remove-role'
import { route } from '../http/route.ts'
import { found } from '../http/told.ts'
import { mustReachAsFar } from './may-give.ts'
import { countedRoles, permissionsOf, toldRole } from './role-rows.ts'

export const removeRoleRoute = route(removeRole, async ({ params, caller, trx, changes }) => {
  const id = uuidOf(params.role)
  const locked = trx.selectFrom('role').select('id').where('id', '=', id).forUpdate()
  found(await locked.executeTakeFirst(), 'role')
  const row = await countedRoles(trx).where('role.id', '=', id).executeTakeFirstOrThrow()
  mustReachAsFar(caller, permissionsOf(row))
  if (row.built_in !== null)
    throw new AppError('conflict/state', 'a built-in role cannot be removed')
  if ((row.people ?? 0) > 0)
    throw new AppError('conflict/state', 'people have this role; give them another one first', {
      extra: { people: row.people },
    })
  await trx.deleteFrom('role').where('id', '=', id).execute()
  changes.push({ thing: params.role, before: toldRole(row), after: null })
  return null
})
