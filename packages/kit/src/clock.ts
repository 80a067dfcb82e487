/** A moment, in milliseconds since 1970-01-01T00:00:00Z. */
export type Instant = number & { readonly unit: 'ms since epoch' }
/** A length of time in milliseconds. */
export type Millis = number & { readonly unit: 'ms' }

export const instant = (ms: number) => ms as Instant
export const millis = (n: number) => n as Millis
export const seconds = (n: number) => (n * 1_000) as Millis
export const minutes = (n: number) => (n * 60_000) as Millis
export const hours = (n: number) => (n * 3_600_000) as Millis
export const days = (n: number) => (n * 86_400_000) as Millis
export const later = (at: Instant, by: Millis) => (at + by) as Instant
/** How much time lies between two moments; negative when `to` comes first. */
export const between = (from: Instant, to: Instant) => (to - from) as Millis

/**
 * True when a wait that began at `from` has lasted for `limit`. A clock that was set back by more than the limit
 * says nothing about how long it lasted; then the wait ends, because nobody should wait for the old time to return.
 */
export const isOver = (from: Instant, now: Instant, limit: Millis) =>
  now - from >= limit || from - now > limit

/** The part of an `AbortSignal` that waiting needs; spelled out because pure packages know no DOM. */
export interface CancelSignal {
  readonly aborted: boolean
  addEventListener(type: 'abort', listener: () => void, options?: { once?: boolean }): void
  removeEventListener(type: 'abort', listener: () => void): void
}

/** The only way to read time. Programs get the real one, the simulator and the replay a virtual one. */
export interface Clock {
  now(): Instant
  /** Milliseconds that only ever grow and do not care what anybody sets the wall clock to. */
  monotonic(): Millis
  /** Resolves after `duration`, or at once when `signal` aborts; never rejects. */
  sleep(duration: Millis, signal?: CancelSignal): Promise<void>
}

/** ISO 8601 in UTC, the form in which times cross every border. */
export const isoTime = (at: Instant) => new Date(at).toISOString()

const ISO_TIME = /^(\d{4}-\d{2}-\d{2})T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})$/

/** Reads an ISO 8601 time with its offset; null when it is not one, or names a day that does not exist. */
export function parseIsoTime(text: string): Instant | null {
  const day = ISO_TIME.exec(text)?.[1]
  // `Date.parse` also takes "March 7", times without an offset, and the 30th of February.
  if (day === undefined || !isDay(day)) return null
  const ms = Date.parse(text)
  return Number.isNaN(ms) ? null : (ms as Instant)
}

function isDay(day: string) {
  const midnight = Date.parse(`${day}T00:00:00Z`)
  return !Number.isNaN(midnight) && isoTime(midnight as Instant).startsWith(day)
}

const HTTP_DATE = /^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/

/** Reads the date of an HTTP header (RFC 9110, 5.6.7, the form that senders must use); null when it is not one. */
export function parseHttpDate(text: string): Instant | null {
  const ms = HTTP_DATE.test(text) ? Date.parse(text) : Number.NaN
  return Number.isNaN(ms) ? null : (ms as Instant)
}
