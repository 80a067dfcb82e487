import type { Problem } from '@cubby/protocol/problem'

/** Why signing in, or a change of the account, was refused. */
export class AuthRefusal extends Error {
  override name = 'AuthRefusal'
  /** The server's reason, such as `INVALID_EMAIL_OR_PASSWORD`; `UNREACHABLE` when no answer came. */
  readonly code: string
  readonly status: number
  /** What is wrong with which field. */
  readonly errors: Problem['errors']

  constructor(code: string, status: number, errors: Problem['errors'] = []) {
    super(code)
    this.code = code
    this.status = status
    this.errors = errors
  }
}

/** Calls an address of the sign-in under `/auth`. */
export async function auth<Reply>(
  path: string,
  body?: Readonly<Record<string, unknown>>,
  method: 'GET' | 'POST' = body === undefined ? 'GET' : 'POST',
): Promise<Reply> {
  const reply = await fetch(`/auth/${path}`, {
    method,
    credentials: 'same-origin',
    ...(body === undefined
      ? {}
      : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
  }).catch(() => {
    throw new AuthRefusal('UNREACHABLE', 0)
  })
  const told: unknown = await reply.json().catch(() => null)
  if (!reply.ok) {
    const { code, extra, errors } = (told ?? {}) as Partial<Problem>
    const reason = extra?.['reason']
    throw new AuthRefusal(typeof reason === 'string' ? reason : (code ?? ''), reply.status, errors)
  }
  return told as Reply
}
