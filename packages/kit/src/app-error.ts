/**
 * Codes are API: never rename, never reuse. `docs/reference/errors.md` is generated from here.
 * `http` is the status the server answers with, `retry` whether the same call may succeed later.
 */
export const errorCodes = {
  'input/invalid': {
    http: 422,
    retry: false,
    meaning: 'A field is missing, unknown or out of its range.',
  },
  'input/not-json': { http: 400, retry: false, meaning: 'The body is not valid JSON in UTF-8.' },
  'input/too-large': {
    http: 413,
    retry: false,
    meaning: 'The body is larger than this operation takes.',
  },
  'input/media-type': { http: 415, retry: false, meaning: 'The body must be application/json.' },
  'input/unknown-route': { http: 404, retry: false, meaning: 'There is no such operation.' },
  'input/wrong-method': {
    http: 405,
    retry: false,
    meaning: 'This path knows other methods; see the Allow header.',
  },
  'auth/missing': { http: 401, retry: false, meaning: 'The call carries no credentials.' },
  'auth/invalid': {
    http: 401,
    retry: false,
    meaning: 'The credentials are wrong, expired or revoked.',
  },
  'auth/forbidden': {
    http: 403,
    retry: false,
    meaning: 'These credentials do not allow this operation here.',
  },
  'auth/suspended': {
    http: 403,
    retry: false,
    meaning: 'The organization is suspended; its keys open nothing until that ends.',
  },
  'auth/password-must-change': {
    http: 403,
    retry: false,
    meaning: 'The password was made for the first sign-in; choose one of your own first.',
  },
  'auth/second-factor-required': {
    http: 403,
    retry: false,
    meaning: 'The role wants a second factor; set one up first.',
  },
  'auth/provider-unreachable': {
    http: 503,
    retry: true,
    meaning: 'The identity provider could not be reached.',
  },
  'auth/too-many-tries': {
    http: 429,
    retry: true,
    meaning: 'Too many wrong passwords or codes; wait for the time given.',
  },
  'auth/second-factor': {
    http: 401,
    retry: false,
    meaning: 'The code of the second factor is wrong, or its sign-in has taken too long.',
  },
  'auth/origin': {
    http: 403,
    retry: false,
    meaning: 'A page of another origin sent this call; only our own pages may use a session.',
  },
  'idempotency/missing': {
    http: 400,
    retry: false,
    meaning: 'Every write needs an Idempotency-Key header.',
  },
  'idempotency/reused': {
    http: 422,
    retry: false,
    meaning: 'This Idempotency-Key was used with a different request.',
  },
  'idempotency/in-progress': {
    http: 409,
    retry: true,
    meaning: 'The first request with this key is still running.',
  },
  'not-found': {
    http: 404,
    retry: false,
    meaning: 'No such thing, or none that these credentials may see.',
  },
  'conflict/state': {
    http: 409,
    retry: false,
    meaning: 'The thing is not in a state that allows this.',
  },
  'conflict/duplicate': {
    http: 409,
    retry: false,
    meaning: 'Something with this name or number exists already.',
  },
  'conflict/version': {
    http: 409,
    retry: false,
    meaning: 'Somebody has changed the thing since it was read; read it again.',
  },
  'locker/not-in-service': {
    http: 409,
    retry: true,
    meaning: 'This locker takes no parcels at present; what is inside can be collected.',
  },
  'locker/not-ready': {
    http: 409,
    retry: false,
    meaning: 'Something is missing before this locker can go into service; `errors` names it all.',
  },
  'server/busy': {
    http: 503,
    retry: true,
    meaning: 'Too much at once; try again after the time given.',
  },
  'server/internal': {
    http: 500,
    retry: true,
    meaning: 'A fault of ours. It was recorded under the reference given.',
  },
  'link/fork': {
    http: 409,
    retry: false,
    meaning: 'The journal contradicts what was received before: a cloned or restored disk.',
  },
  'link/gap': {
    http: 409,
    retry: true,
    meaning: 'The entries do not follow on from what was received before.',
  },
  'link/version': {
    http: 426,
    retry: false,
    meaning: 'This version of the link is not spoken here.',
  },
  'link/unreachable': { http: 503, retry: true, meaning: 'The server could not be reached.' },
  'enrolment/invalid': {
    http: 401,
    retry: false,
    meaning: 'The enrolment code is unknown, used or expired.',
  },
  'board/no-answer': { http: 503, retry: true, meaning: 'The lock board did not answer in time.' },
  'board/bad-checksum': {
    http: 502,
    retry: true,
    meaning: 'The lock board answered with a damaged frame.',
  },
  'board/unexpected': {
    http: 502,
    retry: true,
    meaning: 'The lock board answered something else than was asked.',
  },
  'board/cooling-down': {
    http: 429,
    retry: true,
    meaning: 'This lock was pulsed a moment ago; its coil must cool.',
  },
  'line/closed': { http: 503, retry: true, meaning: 'The line to the lock boards is closed.' },
  'line/unavailable': {
    http: 503,
    retry: true,
    meaning: 'The serial port or address could not be opened.',
  },
  'printer/unavailable': {
    http: 503,
    retry: true,
    meaning: 'There is no printer, it is at work, or it has no paper.',
  },
  'terminal/busy': {
    http: 409,
    retry: true,
    meaning: 'The payment terminal is at work for somebody; it does one thing at a time.',
  },
  'terminal/unresolved': {
    http: 409,
    retry: true,
    meaning:
      'Nobody knows yet how the last payment ended; the terminal takes no other until it is known.',
  },
  'terminal/unavailable': {
    http: 503,
    retry: true,
    meaning: 'The payment terminal could not be reached; nothing was asked of it.',
  },
  'terminal/no-answer': {
    http: 503,
    retry: true,
    meaning: 'The payment terminal did not answer in time; what it did is found out first.',
  },
  'terminal/unexpected': {
    http: 502,
    retry: true,
    meaning: 'The payment terminal answered something that its protocol does not know.',
  },
  'terminal/not-supported': {
    http: 409,
    retry: false,
    meaning: 'This payment terminal cannot do that.',
  },
  'journal/disk-full': {
    http: 507,
    retry: false,
    meaning: 'There is no room to record what happens.',
  },
  'journal/damaged': {
    http: 500,
    retry: false,
    meaning: 'The journal does not agree with its own hashes.',
  },
  'config/invalid': {
    http: 500,
    retry: false,
    meaning: 'A setting is missing or contradicts another.',
  },
  'database/unavailable': {
    http: 503,
    retry: true,
    meaning: 'The database could not be reached or started.',
  },
} as const satisfies Record<string, { http: number; retry: boolean; meaning: string }>

export type ErrorCode = keyof typeof errorCodes

/** One thing that is wrong with a request, at the place where it is (a JSON pointer). */
export type FieldError = { pointer: string; code: string; detail: string }

/** The world failing, or a caller in the wrong. Text is for people; programs read `code`. */
export class AppError extends Error {
  override name = 'AppError'
  readonly code: ErrorCode
  readonly fields: readonly FieldError[]
  /** What a person needs and a program may use: times, limits, ids. Never secrets. */
  readonly extra: Readonly<Record<string, unknown>>

  constructor(
    code: ErrorCode,
    detail: string,
    options?: ErrorOptions & { fields?: readonly FieldError[]; extra?: Record<string, unknown> },
  ) {
    super(detail, options)
    this.code = code
    this.fields = options?.fields ?? []
    this.extra = options?.extra ?? {}
  }
}
