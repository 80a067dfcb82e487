import { PROVIDER_ID } from './identity-provider.ts'

/** What the sign-in library may be asked; it can do more than we offer. */
type AuthPath = {
  method: 'GET' | 'POST'
  path: string
  /** Takes a password or code that somebody might be guessing. */
  guards?: true
  /** Also for whoever must change the password first. */
  before?: true
  /** Of the sign-in with the identity provider; not there without one. */
  provider?: true
}

export const authPaths: readonly AuthPath[] = [
  { method: 'POST', path: '/auth/sign-in/email', guards: true, before: true },
  { method: 'POST', path: '/auth/sign-in/social', before: true, provider: true },
  { method: 'GET', path: `/auth/callback/${PROVIDER_ID}`, before: true, provider: true },
  { method: 'POST', path: '/auth/sign-out', before: true },
  { method: 'POST', path: '/auth/change-password', guards: true, before: true },
  { method: 'POST', path: '/auth/two-factor/enable', guards: true },
  { method: 'POST', path: '/auth/two-factor/disable', guards: true },
  // Counted by the library itself, per account.
  { method: 'POST', path: '/auth/two-factor/verify-totp', before: true },
  { method: 'POST', path: '/auth/two-factor/verify-backup-code', before: true },
  { method: 'POST', path: '/auth/two-factor/generate-backup-codes', guards: true },
  { method: 'GET', path: '/auth/passkey/generate-register-options' },
  { method: 'POST', path: '/auth/passkey/verify-registration' },
  { method: 'GET', path: '/auth/passkey/generate-authenticate-options', before: true },
  { method: 'POST', path: '/auth/passkey/verify-authentication', before: true },
  { method: 'GET', path: '/auth/passkey/list-user-passkeys' },
  { method: 'POST', path: '/auth/passkey/delete-passkey' },
]
