/** A week as a form shows it: for each day, Monday first, its times as text; empty is closed. */
export type HoursGrid = { days: readonly string[]; isShutOnHolidays: boolean }

const names = ['Mo', 'Tu', 'We', 'Th', 'Fr', 'Sa', 'Su'] as const
const HOLIDAYS = 'PH off'
const TIME = /^([01]?\d|2[0-4])(?::([0-5]\d))?$/

export const emptyGrid: HoursGrid = { days: names.map(() => ''), isShutOnHolidays: false }

/** The times of one day in their full form, such as `09:00-12:00,14:00-18:00`; null when they are none. */
export function timesOf(text: string): string | null {
  const parts = text
    .split(/[,;،]/)
    .map((part) => part.trim())
    .filter(Boolean)
  const ranges = parts.map((part) => {
    const [from, to, ...more] = part.split(/\s*[-–—]\s*/).map(clock)
    return from && to && more.length === 0 && from !== to ? `${from}-${to}` : null
  })
  return ranges.every((range) => range !== null) ? ranges.join(',') : null
}

function clock(text: string): string | null {
  const [, hour, minute = '00'] = TIME.exec(text.trim()) ?? []
  return hour === undefined || (hour === '24' && minute !== '00')
    ? null
    : `${hour.padStart(2, '0')}:${minute}`
}

/** The week in OSM opening-hours syntax; empty when every day is closed. Null when a day has no proper times. */
export function textOfGrid({ days, isShutOnHolidays }: HoursGrid): string | null {
  const times = days.map(timesOf)
  const alike = new Map<string, number[]>()
  for (const [day, each] of times.entries()) {
    if (each === null) return null
    if (each !== '') alike.set(each, [...(alike.get(each) ?? []), day])
  }
  if (alike.size === 0) return ''
  const holidays = isShutOnHolidays ? [HOLIDAYS] : []
  if (alike.size === 1 && alike.get('00:00-24:00')?.length === 7)
    return ['24/7', ...holidays].join('; ')
  return [...[...alike].map(([each, on]) => `${listOf(on)} ${each}`), ...holidays].join('; ')
}

function listOf(on: readonly number[]): string {
  const runs: [number, number][] = []
  for (const day of on) {
    const last = runs.at(-1)
    if (last && last[1] === day - 1) last[1] = day
    else runs.push([day, day])
  }
  return runs
    .map(([from, to]) => (from === to ? names[from] : `${names[from]}-${names[to]}`))
    .join(',')
}

/** The grid of a text that says no more than a grid can show; null for what only an expert should change. */
export function gridOf(text: string): HoursGrid | null {
  const days = names.map(() => '')
  let isShutOnHolidays = false
  for (const rule of text
    .split(';')
    .map((part) => part.trim())
    .filter(Boolean)) {
    if (rule === HOLIDAYS) isShutOnHolidays = true
    else if (rule === '24/7') days.fill('00:00-24:00')
    else {
      const [, on = '', times = ''] = /^([A-Za-z,-]+)\s+([\d:,\s–-]+)$/.exec(rule) ?? []
      const chosen = daysOf(on)
      const full = timesOf(times)
      if (chosen === null || !full) return null
      for (const day of chosen) days[day] = full.replaceAll(',', ', ')
    }
  }
  return { days, isShutOnHolidays }
}

function daysOf(text: string): number[] | null {
  const days: number[] = []
  for (const part of text.split(',')) {
    const ends = part.split('-').map((name) => names.indexOf(name as (typeof names)[number]))
    const [from = -1, to = from] = ends
    if (ends.length > 2 || from < 0 || to < from) return null
    for (let day = from; day <= to; day++) days.push(day)
  }
  return days
}
