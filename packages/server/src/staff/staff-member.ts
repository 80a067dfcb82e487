import { days, type Instant, later } from '@cubby/kit/clock'
import type { Scope } from '@cubby/protocol/operation'
import type { NamedRole } from '@cubby/protocol/operations/roles/role-shapes'
import type { Reach } from '@cubby/protocol/operations/staff/reach'
import { type Kysely, sql } from 'kysely'
import type { SignInMethod } from '../db/tables/staff-tables.ts'
import type { Db } from '../db/tables.ts'
import { namedRoleOf, permissionsOf } from '../roles/role-rows.ts'
import { reachOf } from './reach-rows.ts'

/** A person of the staff, as he stands in this call. Ids are UUIDs. */
export type StaffMember = {
  id: string
  name: string
  email: string
  role: NamedRole
  scopes: readonly Scope[]
  reach: Reach
  /** Whose staff it is; null: the network operator's. */
  organization: string | null
  /** Nothing is done in his name: he is suspended himself, or the organization is; null: neither. */
  suspended: 'person' | 'organization' | null
  /** Those that the reach names or its segments hold now; null: all. */
  lockers: ReadonlySet<string> | null
  mustChangePassword: boolean
  /** The role wants a second factor, and this session began with a password alone. */
  mustAddSecondFactor: boolean
  hasTotp: boolean
  session: { id: string; method: SignInMethod }
}

type Age = { method: SignInMethod; days_max: number | null; chosen_at: Instant }

/** The rules want the password replaced. Who signed in without it is not held up. */
const isOld = ({ method, days_max, chosen_at }: Age, now: Instant) =>
  method === 'password' && days_max !== null && now >= later(chosen_at, days(days_max))

type Seal = { is_emergency: boolean; emergency_until: Instant | null }

/** The hour of the account for emergencies is over. */
const isSealed = ({ is_emergency, emergency_until: until }: Seal, now: Instant) =>
  is_emergency && (until === null || now >= until)

type Suspended = { suspended_at: Instant | null; is_suspended: boolean }

function suspendedIn({ suspended_at: since, is_suspended: isFirm }: Suspended) {
  if (since !== null) return 'person'
  return isFirm ? 'organization' : null
}

/** Who has this session: one read, and nothing cached, so that what is taken from a person is gone with his next call. */
export async function memberWith(
  db: Kysely<Db>,
  session: string,
  now: Instant,
): Promise<StaffMember | null> {
  const row = await db
    .selectFrom('staff_session')
    .innerJoin('staff', 'staff.id', 'staff_session.staff_id')
    .innerJoin('role', 'role.id', 'staff.role_id')
    .innerJoin('sign_in_rules', (join) => join.onTrue())
    .select(['staff.id', 'staff.name', 'staff.email', 'staff.reach', 'staff.reach_of'])
    .select(['staff.must_change_password', 'staff.two_factor_enabled'])
    .select(['staff.is_emergency', 'staff.emergency_until', 'staff.suspended_at'])
    .select(['role.id as role', 'role.name as role_name', 'role.built_in', 'role.permissions'])
    .select(['role.requires_second_factor', 'staff_session.method', 'sign_in_rules.days_max'])
    .select(sql<Instant>`coalesce(staff.password_changed_at, staff.created_at)`.as('chosen_at'))
    .select(
      sql<string[]>`case when staff.reach = 'segments' then array(
        select distinct locker_id from segment_locker where segment_id = any(staff.reach_of)
      ) else '{}' end`.as('in_segments'),
    )
    .select(
      sql<boolean>`staff.reach = 'organization' and exists (
        select from organization
        where organization.id = any(staff.reach_of) and organization.suspended_at is not null
      )`.as('is_suspended'),
    )
    .where('staff_session.id', '=', session)
    .where('staff.removed_at', 'is', null)
    .executeTakeFirst()
  if (!row || isSealed(row, now)) return null
  const { id, name, email, reach_of, method } = row
  const lockers = {
    network: null,
    organization: null,
    segments: row.in_segments,
    lockers: reach_of,
  }
  const named = lockers[row.reach]
  return {
    id,
    name,
    email,
    role: namedRoleOf({ id: row.role, name: row.role_name, built_in: row.built_in }),
    scopes: permissionsOf(row),
    reach: reachOf(row),
    // Without one, which cannot be, it is nobody's.
    organization: row.reach === 'organization' ? (reach_of[0] ?? '') : null,
    suspended: suspendedIn(row),
    lockers: named === null ? null : new Set(named),
    // Who came through the provider may know no password of ours, and needs none.
    mustChangePassword: (row.must_change_password && method !== 'oidc') || isOld(row, now),
    mustAddSecondFactor:
      row.requires_second_factor &&
      method === 'password' &&
      !row.two_factor_enabled &&
      // Its password was good once, and for an hour.
      !row.is_emergency,
    hasTotp: row.two_factor_enabled,
    session: { id: session, method },
  }
}
