import type { BetterAuthOptions } from 'better-auth'

/** What the sign-in library calls its fields, and our columns (migration 10). */
const times = { createdAt: 'created_at', updatedAt: 'updated_at' } as const

export const staffTables = {
  user: {
    modelName: 'staff',
    fields: { ...times, emailVerified: 'email_verified' },
    additionalFields: {
      mustChangePassword: {
        type: 'boolean',
        required: true,
        input: false,
        fieldName: 'must_change_password',
      },
    },
  },
  session: {
    modelName: 'staff_session',
    fields: {
      ...times,
      userId: 'staff_id',
      expiresAt: 'expires_at',
      ipAddress: 'address',
      userAgent: 'user_agent',
    },
    additionalFields: {
      startedAt: { type: 'date', required: true, input: false, fieldName: 'started_at' },
      usedAt: { type: 'date', required: true, input: false, fieldName: 'used_at' },
      method: { type: 'string', required: true, input: false },
    },
  },
  account: {
    modelName: 'staff_account',
    fields: {
      ...times,
      userId: 'staff_id',
      accountId: 'account_id',
      providerId: 'provider',
      password: 'password_hash',
      accessToken: 'access_token',
      refreshToken: 'refresh_token',
      idToken: 'id_token',
      accessTokenExpiresAt: 'access_token_expires_at',
      refreshTokenExpiresAt: 'refresh_token_expires_at',
    },
  },
  verification: {
    modelName: 'staff_verification',
    fields: { ...times, expiresAt: 'expires_at' },
  },
} as const satisfies Pick<BetterAuthOptions, 'user' | 'session' | 'account' | 'verification'>

export const twoFactorTables = {
  user: { fields: { twoFactorEnabled: 'two_factor_enabled' } },
  twoFactor: {
    modelName: 'staff_two_factor',
    fields: {
      userId: 'staff_id',
      backupCodes: 'backup_codes',
      failedVerificationCount: 'failed_verification_count',
      lockedUntil: 'locked_until',
    },
  },
} as const

export const passkeyTables = {
  passkey: {
    modelName: 'staff_passkey',
    fields: {
      userId: 'staff_id',
      publicKey: 'public_key',
      credentialID: 'credential_id',
      deviceType: 'device_type',
      backedUp: 'backed_up',
      createdAt: 'created_at',
    },
  },
} as const
