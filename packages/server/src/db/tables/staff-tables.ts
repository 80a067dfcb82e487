import type { ReachKind } from '@cubby/protocol/operations/staff/reach'
import type { BuiltInRole } from '@cubby/protocol/operations/roles/role-shapes'
import type { Generated } from 'kysely'
import type { MaybeTimestamp, Timestamp } from './column.ts'

/** How a session began. */
export type SignInMethod = 'password' | 'passkey' | 'oidc'
export type PasswordClass = 'lower' | 'upper' | 'digit' | 'sign'

/** The columns that we read or write ourselves; the sign-in library knows the rest by their names. */
export type StaffTables = {
  role: {
    id: string
    name: string
    description: string | null
    built_in: BuiltInRole | null
    permissions: string[]
    requires_second_factor: Generated<boolean>
    created_at: Timestamp
  }
  staff: {
    id: string
    name: string
    email: string
    role_id: string | null
    reach: Generated<ReachKind>
    reach_of: Generated<string[]>
    password_changed_at: MaybeTimestamp
    is_emergency: Generated<boolean>
    emergency_until: MaybeTimestamp
    must_change_password: Generated<boolean>
    two_factor_enabled: Generated<boolean>
    suspended_at: MaybeTimestamp
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
    address: string | null
    user_agent: string | null
    method: Generated<SignInMethod>
  }
  staff_old_password: {
    id: string
    staff_id: string
    password_hash: string
    replaced_at: Timestamp
  }
  sign_in_rules: {
    is_only: Generated<boolean>
    chars_min: Generated<number>
    classes: Generated<PasswordClass[]>
    old_passwords: Generated<number>
    days_max: number | null
    wrong_tries_max: Generated<number>
    locked_minutes: Generated<number>
    refuses_breached: Generated<boolean>
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
