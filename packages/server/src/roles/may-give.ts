import { AppError } from '@cubby/kit/app-error'
import { uuidOf } from '@cubby/kit/ids'
import type { Scope } from '@cubby/protocol/operation'
import { scopesForNetworkOnly } from '@cubby/protocol/reach-of-scopes'
import type { NamedRole } from '@cubby/protocol/operations/roles/role-shapes'
import type { Transaction } from 'kysely'
import type { Db } from '../db/tables.ts'
import type { Caller } from '../http/caller.ts'
import { wrongField, wrongFields } from '../http/told.ts'
import { namedRoleOf, permissionsOf } from './role-rows.ts'

/** Refuses permissions that the caller does not have himself, each at its place. */
export function mustHaveAll(caller: Caller, permissions: readonly Scope[]): void {
  const beyond = permissions.flatMap((scope, i) =>
    caller.scopes.has(scope)
      ? []
      : [{ pointer: `/permissions/${i}`, code: 'not-allowed', detail: 'you do not have it' }],
  )
  if (beyond.length > 0) throw wrongFields(beyond)
}

/** Refuses to deal with a role, or with whoever has one, that may do more than the caller. */
export function mustReachAsFar(caller: Caller, permissions: readonly Scope[]): void {
  const beyond = permissions.filter((scope) => !caller.scopes.has(scope))
  if (beyond.length > 0)
    throw new AppError('auth/forbidden', 'this role may do more than you may', {
      extra: { beyond },
    })
}

/** The role that a body names, locked against its end; refused when it does not exist or may do more than the caller. */
export async function roleToGive(
  trx: Transaction<Db>,
  caller: Caller,
  id: string,
): Promise<NamedRole> {
  const row = await trx
    .selectFrom('role')
    .select(['id', 'name', 'built_in', 'permissions'])
    .where('id', '=', uuidOf(id))
    .forShare()
    .executeTakeFirst()
  if (!row) throw wrongField('/role', 'not-found', 'there is no such role')
  const permissions = permissionsOf(row)
  if (permissions.some((scope) => !caller.scopes.has(scope)))
    throw wrongField('/role', 'not-allowed', 'it may do more than you may')
  if (caller.organization !== null && permissions.some((scope) => scopesForNetworkOnly.has(scope)))
    throw wrongField('/role', 'not-allowed', "it may do what is the network operator's")
  return namedRoleOf(row)
}
