import { localClock } from '@cubby/domain/tariffs/local-clock'
import { type Instant, instant } from '@cubby/kit/clock'

const MINUTE = 60_000

/** What a clock there showed, such as `2026-11-26T10:00`, as a moment; null for what is no time. */
export function momentOf(wall: string, timeZone: string): Instant | null {
  const wanted = Date.parse(`${wall}Z`)
  if (Number.isNaN(wanted)) return null
  const clock = localClock(timeZone)
  let at = wanted
  // Twice: the first guess may lie on the other side of a night on which clocks are set.
  for (let i = 0; i < 2; i++) at += wanted - shown(clock(instant(at)))
  return instant(at)
}

/** The same the other way round. */
export const wallOf = (at: Instant, timeZone: string): string =>
  new Date(shown(localClock(timeZone)(at))).toISOString().slice(0, 16)

const shown = ({ date, minute }: { date: string; minute: number }) =>
  Date.parse(`${date}T00:00:00Z`) + minute * MINUTE
