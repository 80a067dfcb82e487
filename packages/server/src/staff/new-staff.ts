import type { Instant } from '@cubby/kit/clock'
import { type IdSource, uuidOf } from '@cubby/kit/ids'
import type { Reach } from '@cubby/protocol/operations/staff/reach'
import { hashPassword } from 'better-auth/crypto'
import type { Kysely } from 'kysely'
import type { Db } from '../db/tables.ts'
import { timestamp } from '../db/tables/column.ts'
import { reachColumns } from './reach-rows.ts'

export type NewStaff = {
  /** A UUID. */
  id: string
  email: string
  name: string
  /** The UUID of the role. */
  role: string
  reach: Reach
  password: string
  mustChangePassword: boolean
}

/** An account of a person who signs in with e-mail address and password. False when the address is taken. */
export async function insertStaff(
  db: Kysely<Db>,
  ids: IdSource,
  now: Instant,
  { id, email, name, role, reach, password, mustChangePassword }: NewStaff,
): Promise<boolean> {
  const times = { created_at: timestamp(now), updated_at: timestamp(now) }
  const added = await db
    .insertInto('staff')
    .values({
      id,
      name,
      // The library looks for it in small letters.
      email: email.toLowerCase(),
      role_id: role,
      ...reachColumns(reach),
      password_changed_at: timestamp(now),
      must_change_password: mustChangePassword,
      ...times,
    })
    .onConflict((oc) => oc.column('email').doNothing())
    .returning('id')
    .executeTakeFirst()
  if (!added) return false
  await db
    .insertInto('staff_account')
    .values({
      id: uuidOf(ids.mint('stf')),
      staff_id: id,
      provider: 'credential',
      account_id: id,
      password_hash: await hashPassword(password),
      ...times,
    })
    .execute()
  return true
}
