import { type Instant, type Millis, millis, parseHttpDate, seconds } from '@cubby/kit/clock'

/** How an attempt to tell somebody ended. `error` is short and holds neither address nor text. */
export type Outcome =
  | { kind: 'sent' }
  /** Worth another try; not before `after`, when the other side has said so. */
  | { kind: 'retry'; error: string; after: Millis | null }
  | { kind: 'dead'; error: string }
  /** The other side wants nothing more, ever. */
  | { kind: 'gone'; error: string }

/** What a `Retry-After` header asks for: seconds, or a date. */
export function retryAfterOf(header: string | null, now: Instant): Millis | null {
  if (header === null) return null
  if (/^\d{1,9}$/.test(header.trim())) return seconds(Number(header))
  const at = parseHttpDate(header)
  return at === null ? null : millis(Math.max(0, at - now))
}

/** The name of a failure on the way there: `ECONNREFUSED`, `TimeoutError`. */
export const failureName = (error: unknown): string =>
  error instanceof Error ? String((error as NodeJS.ErrnoException).code ?? error.name) : 'unknown'
