import { type Instant, instant } from '@cubby/kit/clock'

/** Milliseconds as a clock on the wall of a place shows them: its date and time read as if they were UTC. */
export type Wall = number
/** From one moment by the wall to another. */
export type Interval = readonly [from: Wall, to: Wall]

const formatters = new Map<string, Intl.DateTimeFormat>()

/** What the clock of this time zone shows at this moment. */
export function wallOf(at: Instant, timeZone: string): Wall {
  const parts: Record<string, number> = {}
  for (const { type, value } of formatterOf(timeZone).formatToParts(at)) parts[type] = Number(value)
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts
  return Date.UTC(year, month - 1, day, hour, minute, second) + (((at % 1_000) + 1_000) % 1_000)
}

/** When the clock shows this; of an hour that comes twice the first, of one that is skipped the moment after it. */
export function instantOf(wall: Wall, timeZone: string): Instant {
  const near = instant(wall)
  const before = wallOf(instant(near - DAY), timeZone) - (near - DAY)
  const after = wallOf(instant(near + DAY), timeZone) - (near + DAY)
  const early = instant(wall - Math.max(before, after))
  const late = instant(wall - Math.min(before, after))
  return wallOf(early, timeZone) === wall ? early : late
}

export const DAY = 86_400_000

function formatterOf(timeZone: string): Intl.DateTimeFormat {
  const known = formatters.get(timeZone)
  if (known) return known
  const made = new Intl.DateTimeFormat('en-u-ca-gregory-nu-latn', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  })
  formatters.set(timeZone, made)
  return made
}
