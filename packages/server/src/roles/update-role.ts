import { AppError } from '@cubby/kit/app-error'
import { uuidOf } from '@cubby/kit/ids'
import { updateRole } from '@cubby/protocol/operations/roles/update-role'
import type { z } from 'zod'
import { route } from '../http/route.ts'
import { found, wrongField } from '../http/told.ts'
import { mustHaveAll, mustReachAsFar } from './may-give.ts'
import { countedRoles, permissionsOf, toldRole } from './role-rows.ts'
import { lockRoles, nameMustBeFree } from './role-name.ts'

export const updateRoleRoute = route(updateRole, async (call) => {
  const { params, body, caller, trx, changes } = call
  const id = uuidOf(params.role)
  await lockRoles(trx)
  const locked = trx.selectFrom('role').select('id').where('id', '=', id).forNoKeyUpdate()
  found(await locked.executeTakeFirst(), 'role')
  const before = await countedRoles(trx).where('role.id', '=', id).executeTakeFirstOrThrow()
  mustReachAsFar(caller, permissionsOf(before))
  mustStayBuiltIn(toldRole(before), body)
  if (body.permissions) mustHaveAll(caller, body.permissions)
  if (body.name !== undefined) await nameMustBeFree(trx, body.name, id)
  const changed = {
    name: body.name ?? before.name,
    description: body.description === undefined ? before.description : body.description,
    permissions: body.permissions ? [...new Set(body.permissions)] : before.permissions,
    requires_second_factor: body.requiresSecondFactor ?? before.requires_second_factor,
  }
  await trx.updateTable('role').set(changed).where('id', '=', id).execute()
  const after = toldRole({ ...before, ...changed })
  changes.push({ thing: after.id, before: toldRole(before), after })
  return after
})

type Asked = z.infer<(typeof updateRole)['body']>

/** Nobody takes anything from the administrator: somebody must always be able to put things right. */
function mustStayBuiltIn(role: ReturnType<typeof toldRole>, { name, permissions }: Asked) {
  if (role.builtIn === null) return
  if (name !== undefined && name !== role.name)
    throw wrongField('/name', 'not-allowed', 'the name of a built-in role stays')
  if (role.builtIn === 'administrator' && permissions !== undefined)
    if (new Set(permissions).size < role.permissions.length)
      throw new AppError('conflict/state', 'the administrator may always do everything')
}
