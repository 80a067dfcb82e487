import { AppError, type ErrorCode, errorCodes } from '@cubby/kit/app-error'
import { problem } from '@cubby/protocol/problem'

export type TransportReply = { status: number; body: unknown }
export type TransportOptions = {
  /** The bearer token; null for the calls that come before there is one. */
  token: string | null
  signal: AbortSignal
}

/**
 * How words get to the server and back. It may lose, repeat and delay them; the two logs make that harmless.
 * Failing to get through is `link/unreachable`; every answer, also a refusal, is a reply.
 */
export interface Transport {
  post(path: string, body: unknown, options: TransportOptions): Promise<TransportReply>
  /** Listens until the stream ends, which is when it resolves or rejects. Losing pokes costs only time. */
  poke(options: TransportOptions, on: PokeListener): Promise<void>
}

export type PokeListener = {
  /** The server listens now: whatever happened before is worth one look. */
  opened(): void
  poked(streams: readonly string[]): void
}

/** The body of a success; throws what a refusal says. */
export function bodyOrThrow({ status, body }: TransportReply): unknown {
  if (status >= 200 && status < 300) return body
  const said = problem.safeParse(body)
  if (said.success && said.data.code in errorCodes)
    throw new AppError(said.data.code as ErrorCode, said.data.detail, { extra: said.data.extra })
  throw new AppError(codeOf(status), `the server answered ${status}`)
}

function codeOf(status: number): ErrorCode {
  if (status === 401) return 'auth/invalid'
  if (status === 403) return 'auth/forbidden'
  if (status === 426) return 'link/version'
  return status === 429 || status === 503 ? 'server/busy' : 'server/internal'
}
