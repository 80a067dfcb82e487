import { type Instant, isoTime } from '@cubby/kit/clock'
import { idOf } from '@cubby/kit/ids'
import { type Scope, scopes } from '@cubby/protocol/operation'
import { scopesForNetworkOnly } from '@cubby/protocol/reach-of-scopes'
import type {
  BuiltInRole,
  NamedRole,
  RoleReply,
} from '@cubby/protocol/operations/roles/role-shapes'
import { type Kysely, sql } from 'kysely'
import type { Db } from '../db/tables.ts'
import { isStaffOf } from '../staff/reach-rows.ts'

type RoleRow = {
  id: string
  name: string
  description: string | null
  built_in: BuiltInRole | null
  permissions: string[]
  requires_second_factor: boolean
  created_at: Instant
  people: number | null
}

/** Roles with how many people have them; of one organization (a UUID), how many of its own. */
export const countedRoles = (db: Kysely<Db>, organization: string | null = null) =>
  db
    .selectFrom('role')
    .select(['role.id', 'role.name', 'role.description', 'role.built_in', 'role.permissions'])
    .select(['role.requires_second_factor', 'role.created_at'])
    .select((eb) =>
      eb
        .selectFrom('staff')
        .select((count) => count.fn.countAll<number>().as('people'))
        .whereRef('staff.role_id', '=', 'role.id')
        .where('staff.removed_at', 'is', null)
        .where('staff.is_emergency', '=', false)
        .$if(organization !== null, (q) => q.where(isStaffOf(organization ?? '')))
        .as('people'),
    )

/**
 * The roles that a caller may know of: for an organization (a UUID) those that hold nothing but what is open to organizations, and
 * those that its people have.
 */
export const seenRoles = (db: Kysely<Db>, organization: string | null) =>
  countedRoles(db, organization).$if(organization !== null, (q) =>
    q.where((eb) =>
      eb.or([
        sql<boolean>`role.built_in is distinct from 'administrator'
          and role.permissions <@ ${[...scopesForOrganizations]}::text[]`,
        eb.exists(
          eb
            .selectFrom('staff')
            .select('staff.id')
            .whereRef('staff.role_id', '=', 'role.id')
            .where('staff.removed_at', 'is', null)
            .where(isStaffOf(organization ?? '')),
        ),
      ]),
    ),
  )

/** Permissions that an organization may hand on to its people. */
const scopesForOrganizations = scopes.filter((scope) => !scopesForNetworkOnly.has(scope))

/** What a role allows: everything to the administrator, also what was not known when the row was written. */
export function permissionsOf(row: Pick<RoleRow, 'built_in' | 'permissions'>): readonly Scope[] {
  if (row.built_in === 'administrator') return scopes
  const given = new Set(row.permissions)
  return scopes.filter((scope) => given.has(scope))
}

/** A role as it stands beside a person. */
export const namedRoleOf = (row: Pick<RoleRow, 'id' | 'name' | 'built_in'>): NamedRole => ({
  id: idOf('rol', row.id),
  name: row.name,
  builtIn: row.built_in,
})

/** A role as the API tells of it. */
export const toldRole = (row: RoleRow): RoleReply => ({
  ...namedRoleOf(row),
  description: row.description,
  permissions: [...permissionsOf(row)],
  requiresSecondFactor: row.requires_second_factor,
  people: row.people ?? 0,
  createdAt: isoTime(row.created_at),
})
