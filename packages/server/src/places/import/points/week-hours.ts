const days = ['Mo', 'Tu', 'We', 'Th', 'Fr', 'Sa', 'Su'] as const
const names = [
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
  'sunday',
] as const
const DAY_MINUTES = 1_440

/** Open from one minute of a day to another. */
export type Range = { start: number; end: number }
export type Week = readonly (readonly Range[])[]

/** Reads hours as minutes per weekday; null when they are not. */
export function weekFrom(value: unknown): Week | null {
  if (typeof value !== 'object' || value === null) return null
  const week = names.map((name) => rangesFrom((value as Record<string, unknown>)[name] ?? []))
  return week.every((ranges) => ranges !== null) ? week : null
}

function rangesFrom(value: unknown): Range[] | null {
  if (!Array.isArray(value) || value.length > 10) return null
  const ranges = value.map((each: unknown) => {
    const { start, end } = (each ?? {}) as Record<string, unknown>
    return isMinute(start) && isMinute(end) && start < end ? { start, end } : null
  })
  return ranges.every((range) => range !== null) ? ranges : null
}

const isMinute = (value: unknown): value is number =>
  Number.isInteger(value) && (value as number) >= 0 && (value as number) <= DAY_MINUTES

/** A week in OSM opening-hours syntax: days that are alike are put together, closed ones left out. */
export function osmWeek(week: Week): string {
  const alike = new Map<string, number[]>()
  week.forEach((ranges, day) => {
    if (ranges.length === 0) return
    const times = ranges.map(({ start, end }) => `${clock(start)}-${clock(end)}`).join(',')
    alike.set(times, [...(alike.get(times) ?? []), day])
  })
  if (alike.size === 0) return 'off'
  if (alike.size === 1 && alike.get('00:00-24:00')?.length === 7) return '24/7'
  return [...alike].map(([times, on]) => `${dayList(on)} ${times}`).join('; ')
}

/** `Mo-Fr,Su` */
function dayList(on: readonly number[]): string {
  const runs: [number, number][] = []
  for (const day of on) {
    const last = runs.at(-1)
    if (last && last[1] === day - 1) last[1] = day
    else runs.push([day, day])
  }
  return runs
    .map(([from, to]) => (from === to ? days[from] : `${days[from]}-${days[to]}`))
    .join(',')
}

const clock = (minute: number) =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`
