import { type Instant, isoTime } from '@cubby/kit/clock'
import { idOf } from '@cubby/kit/ids'
import type { StaffAccount, StaffRole } from '@cubby/protocol/operations/staff/staff-shapes'
import type { Kysely } from 'kysely'
import type { Db } from '../db/tables.ts'

type StaffRow = {
  id: string
  name: string
  email: string
  role: StaffRole
  must_change_password: boolean
  two_factor_enabled: boolean
  created_at: Instant
  passkeys: number | null
}

/** Accounts of those who are not gone. */
export const presentStaff = (db: Kysely<Db>) =>
  db
    .selectFrom('staff')
    .select(['staff.id', 'staff.name', 'staff.email', 'staff.role', 'staff.created_at'])
    .select(['staff.must_change_password', 'staff.two_factor_enabled'])
    .select((eb) =>
      eb
        .selectFrom('staff_passkey')
        .select((count) => count.fn.countAll<number>().as('passkeys'))
        .whereRef('staff_passkey.staff_id', '=', 'staff.id')
        .as('passkeys'),
    )
    .where('staff.removed_at', 'is', null)

/** An account as the API tells of it. */
export const toldStaff = (row: StaffRow): StaffAccount => ({
  id: idOf('stf', row.id),
  name: row.name,
  email: row.email,
  role: row.role,
  mustChangePassword: row.must_change_password,
  hasTotp: row.two_factor_enabled,
  passkeys: row.passkeys ?? 0,
  createdAt: isoTime(row.created_at),
})

/** One account that is not gone; its id as in the database. */
export const accountOf = async (db: Kysely<Db>, id: string): Promise<StaffAccount> =>
  toldStaff(await presentStaff(db).where('staff.id', '=', id).executeTakeFirstOrThrow())
