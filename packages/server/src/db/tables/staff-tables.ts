import type { StaffRole } from '@cubby/protocol/operations/staff/staff-shapes'
import type { Generated } from 'kysely'
import type { MaybeTimestamp, Timestamp } from './column.ts'

/** The columns that we read or write ourselves; the sign-in library knows the rest by their names. */
export type StaffTables = {
  staff: {
    id: string
    name: string
    email: string
    role: StaffRole
    must_change_password: Generated<boolean>
    two_factor_enabled: Generated<boolean>
    removed_at: MaybeTimestamp
    created_at: Timestamp
    updated_at: Timestamp
  }
  staff_account: {
    id: string
    staff_id: string
    provider: string
    account_id: string
    password_hash: string | null
    created_at: Timestamp
    updated_at: Timestamp
  }
  staff_session: {
    id: string
    staff_id: string
    token: string
    expires_at: Timestamp
    started_at: Timestamp
    used_at: Timestamp
  }
  staff_verification: { id: string; identifier: string; expires_at: Timestamp }
  staff_two_factor: { id: string; staff_id: string; verified: boolean | null }
  staff_passkey: { id: string; staff_id: string; created_at: MaybeTimestamp }
  staff_attempt: {
    account: string
    address: string
    tries: number
    since: Timestamp
    locked_until: MaybeTimestamp
  }
}
