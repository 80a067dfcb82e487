import { type Instant, isoTime } from '@cubby/kit/clock'
import { idOf } from '@cubby/kit/ids'
import type { StaffAccount } from '@cubby/protocol/operations/staff/staff-shapes'
import type { BuiltInRole } from '@cubby/protocol/operations/roles/role-shapes'
import type { ReachKind } from '@cubby/protocol/operations/staff/reach'
import type { Kysely } from 'kysely'
import type { Db } from '../db/tables.ts'
import type { Caller } from '../http/caller.ts'
import type { Change } from '../http/route.ts'
import { found, toldTime } from '../http/told.ts'
import { namedRoleOf } from '../roles/role-rows.ts'
import { isStaffOf, reachOf } from './reach-rows.ts'

type StaffRow = {
  id: string
  name: string
  email: string
  role: string
  role_name: string
  built_in: BuiltInRole | null
  reach: ReachKind
  reach_of: string[]
  must_change_password: boolean
  two_factor_enabled: boolean
  suspended_at: Instant | null
  created_at: Instant
  passkeys: number | null
}

/** Accounts of those who are not gone, without the one for emergencies: that is opened on the server only. */
export const presentStaff = (db: Kysely<Db>) =>
  db
    .selectFrom('staff')
    .innerJoin('role', 'role.id', 'staff.role_id')
    .select(['staff.id', 'staff.name', 'staff.email', 'staff.created_at'])
    .select(['role.id as role', 'role.name as role_name', 'role.built_in'])
    .select(['staff.reach', 'staff.reach_of'])
    .select(['staff.must_change_password', 'staff.two_factor_enabled', 'staff.suspended_at'])
    .select((eb) =>
      eb
        .selectFrom('staff_passkey')
        .select((count) => count.fn.countAll<number>().as('passkeys'))
        .whereRef('staff_passkey.staff_id', '=', 'staff.id')
        .as('passkeys'),
    )
    .where('staff.removed_at', 'is', null)
    .where('staff.is_emergency', '=', false)

/** An account as the API tells of it. */
export const toldStaff = (row: StaffRow): StaffAccount => ({
  id: idOf('stf', row.id),
  name: row.name,
  email: row.email,
  role: namedRoleOf({ id: row.role, name: row.role_name, built_in: row.built_in }),
  reach: reachOf(row),
  suspendedAt: toldTime(row.suspended_at),
  mustChangePassword: row.must_change_password,
  hasTotp: row.two_factor_enabled,
  passkeys: row.passkeys ?? 0,
  createdAt: isoTime(row.created_at),
})

/** One account that is not gone and that this caller may know of, by its UUID, as the API tells of it. */
export async function staffAt(
  db: Kysely<Db>,
  { organization }: Pick<Caller, 'organization'>,
  id: string,
): Promise<StaffAccount> {
  const row = await presentStaff(db)
    .where('staff.id', '=', id)
    .$if(organization !== null, (q) => q.where(isStaffOf(organization ?? '')))
    .executeTakeFirst()
  return toldStaff(found(row, 'account'))
}

/** What the activity keeps of a change to an account. */
export const staffChange = (before: StaffAccount | null, after: StaffAccount | null): Change => ({
  thing: (after ?? before)?.id ?? null,
  before,
  after,
  about: ownerOf(after ?? before),
})

const ownerOf = (account: StaffAccount | null) =>
  account?.reach.kind === 'organization' ? account.reach.organization : null
