import { AppError, type ErrorCode, type FieldError } from '@cubby/kit/app-error'
import { limits } from '@cubby/kit/limits'

type Refusal = { code: ErrorCode; detail: string; fields?: FieldError[] }

const passwordLength = `at most ${limits.staffPasswordCharsMax} characters`
const newPassword = (detail: string): FieldError[] => [
  { pointer: '/newPassword', code: 'out-of-range', detail },
]

/** What the library calls its refusals, in our words. */
const refusals: Record<string, Refusal> = {
  INVALID_EMAIL: { code: 'auth/invalid', detail: 'the e-mail address or the password is wrong' },
  INVALID_EMAIL_OR_PASSWORD: {
    code: 'auth/invalid',
    detail: 'the e-mail address or the password is wrong',
  },
  INVALID_PASSWORD: {
    code: 'input/invalid',
    detail: 'the password is wrong',
    fields: [{ pointer: '/password', code: 'wrong', detail: 'is not your password' }],
  },
  PASSWORD_TOO_SHORT: {
    code: 'input/invalid',
    detail: 'the password is too short',
    fields: newPassword(`must have ${passwordLength}`),
  },
  PASSWORD_TOO_LONG: {
    code: 'input/invalid',
    detail: 'the password is too long',
    fields: newPassword(`must have ${passwordLength}`),
  },
  INVALID_CODE: { code: 'auth/second-factor', detail: 'the code is wrong or was used' },
  INVALID_BACKUP_CODE: { code: 'auth/second-factor', detail: 'the code is wrong or was used' },
  INVALID_TWO_FACTOR_COOKIE: {
    code: 'auth/second-factor',
    detail: 'this sign-in has taken too long; begin again',
  },
  TOO_MANY_ATTEMPTS_REQUEST_NEW_CODE: {
    code: 'auth/too-many-tries',
    detail: 'too many wrong codes; sign in again',
  },
  ACCOUNT_TEMPORARILY_LOCKED: {
    code: 'auth/too-many-tries',
    detail: 'too many wrong codes; wait a quarter of an hour',
  },
  SESSION_NOT_FRESH: {
    code: 'auth/invalid',
    detail: 'sign in again before you change how you sign in',
  },
}

const byStatus: Record<number, Refusal> = {
  401: { code: 'auth/invalid', detail: 'nobody is signed in, or not any more' },
  403: { code: 'auth/forbidden', detail: 'this is not allowed' },
  404: { code: 'not-found', detail: 'there is no such thing' },
  429: { code: 'auth/too-many-tries', detail: 'too many tries; wait before you try again' },
}

/** A refusal of the library as an error of ours; what it says itself goes along for programs. */
export function refusalOf(status: number, body: unknown): AppError {
  const reason = reasonIn(body)
  const { code, detail, fields } = refusals[reason ?? ''] ??
    byStatus[status] ?? { code: 'input/invalid', detail: 'some fields are missing or wrong' }
  return new AppError(code, detail, {
    ...(fields ? { fields } : {}),
    extra: reason === null ? {} : { reason },
  })
}

function reasonIn(body: unknown): string | null {
  if (body === null || typeof body !== 'object' || !('code' in body)) return null
  return typeof body.code === 'string' ? body.code.slice(0, 80) : null
}

/** An answer without the token of the session: it belongs into the cookie, where no script can read it. */
export function withoutToken(body: unknown): unknown {
  if (body === null || typeof body !== 'object' || Array.isArray(body)) return body
  const { token: _token, session: _session, ...rest } = body as Record<string, unknown>
  return rest
}
