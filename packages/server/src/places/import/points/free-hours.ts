import { osmWeek, type Range, type Week } from './week-hours.ts'

/** Names of the days as signs on doors have them, Monday first. */
const languages: Record<string, readonly (readonly string[])[]> = {
  pl: [['PN', 'PON'], ['WT'], ['ŚR', 'SR'], ['CZ', 'CZW'], ['PT', 'PI'], ['SB', 'SO', 'SOB'], ['ND', 'NI', 'NIE', 'NIEDZ']],
  de: [['MO'], ['DI'], ['MI'], ['DO'], ['FR'], ['SA'], ['SO']],
  en: [['MO', 'MON'], ['TU', 'TUE'], ['WE', 'WED'], ['TH', 'THU'], ['FR', 'FRI'], ['SA', 'SAT'], ['SU', 'SUN']],
  fr: [['L', 'LU'], ['MA'], ['ME'], ['J', 'JE'], ['V', 'VE'], ['S', 'SA'], ['D', 'DI']],
} // prettier-ignore

const ROUND_THE_CLOCK = /^24\s*[/hH]*\s*7$/
const CHARS_MAX = 200
const WORD = String.raw`\p{L}{1,5}`
const TIME = String.raw`\d{1,2}(?:[:.]\d{2})?`
const GROUP = new RegExp(
  String.raw`^\s*[,;]?\s*(${WORD}(?:\s*[-/]\s*${WORD})*)\s*,?\s*(${TIME}\s*-\s*${TIME}(?:\s*,\s*${TIME}\s*-\s*${TIME})*)`,
  'u',
)

/**
 * Hours in OSM syntax from what people write, such as `PN-SB 06-21` or `L/Ma/Me/J/V 9-19,S 8-14`; null when they are not understood.
 * The languages of the country come first, because `SO` is a Saturday in one and a Sunday in another.
 */
export function freeHours(text: string, country: string): { hours: string; week: Week } | null {
  const source = text.trim()
  if (source.length > CHARS_MAX) return null
  if (ROUND_THE_CLOCK.test(source)) {
    const week = Array.from({ length: 7 }, () => [{ start: 0, end: 1_440 }])
    return { hours: '24/7', week }
  }
  const own = country.toLowerCase()
  const order = [own, ...Object.keys(languages).filter((each) => each !== own)]
  for (const language of order) {
    const week = readIn(source, languages[language] ?? [])
    if (week) return { hours: osmWeek(week), week }
  }
  return null
}

function readIn(source: string, dayNames: readonly (readonly string[])[]): Week | null {
  const week: (Range[] | null)[] = Array.from({ length: 7 }, () => null)
  for (let rest = source; rest.trim() !== '';) {
    const [all, dayText = '', timeText = ''] = GROUP.exec(rest) ?? []
    if (all === undefined) return null
    const on = daysIn(dayText, dayNames)
    const ranges = rangesIn(timeText)
    if (on === null || ranges === null) return null
    for (const day of on) {
      // The same day twice: nobody knows which is meant.
      if (week[day]) return null
      week[day] = ranges
    }
    rest = rest.slice(all.length)
  }
  return week.some((ranges) => ranges !== null) ? week.map((ranges) => ranges ?? []) : null
}

function daysIn(text: string, dayNames: readonly (readonly string[])[]): number[] | null {
  const days: number[] = []
  for (const part of text.split('/')) {
    const ends = part.split('-').map((word) => {
      const name = word.trim().toUpperCase()
      return dayNames.findIndex((names) => names.includes(name))
    })
    const [from = -1, to = from] = ends
    if (ends.length > 2 || from < 0 || to < from) return null
    for (let day = from; day <= to; day++) days.push(day)
  }
  return days
}

function rangesIn(text: string): Range[] | null {
  const ranges = text.split(',').map((part) => {
    const [start, end] = part.split('-').map(minuteOf)
    if (start === undefined || end === undefined || start === null || end === null) return null
    // `06-00` ends at midnight.
    const until = end === 0 ? 1_440 : end
    return start < until ? { start, end: until } : null
  })
  return ranges.every((range) => range !== null) ? ranges : null
}

function minuteOf(text: string): number | null {
  const [hour = NaN, minute = 0] = text.trim().split(/[:.]/).map(Number)
  const total = hour * 60 + minute
  return minute < 60 && total >= 0 && total <= 1_440 ? total : null
}
