import type { FieldError } from '@cubby/kit/app-error'
import type { WeeklyHours } from '@cubby/domain/shapes'
import { askLibrary, type HoursAnswer } from './hours-library.ts'
import { memo } from './memo.ts'
import { DAY, type Interval, type Wall } from './wall-clock.ts'
import { weekOf } from './weekly.ts'

/** A text in OSM opening-hours syntax, and the country whose public holidays it means. */
export type HoursText = { text: string; country: string }
type Trouble = Omit<FieldError, 'pointer'>

/** Texts in use at the same time: a network of 5,000 places writes a few hundred. */
const TEXTS_KEPT = 4_000
/** Only of places that are closed for a season. */
const YEARS_KEPT = 200
/** How far ahead hours are reckoned at once; three weeks also show what is usual on a weekday. */
const AHEAD_DAYS = 22

const intervalsKept = memo<HoursAnswer>(TEXTS_KEPT)
const weeksKept = memo<WeeklyHours>(TEXTS_KEPT)
const yearsKept = memo<HoursAnswer>(YEARS_KEPT)
const troublesKept = memo<Trouble | null>(TEXTS_KEPT)

/** Open from the day before `day` (00:00 by the wall) for three weeks. Throws what the library says against the text. */
export function intervalsAround({ text, country }: HoursText, day: Wall): readonly Interval[] {
  return answerAround({ text, country }, day).intervals
}

function answerAround({ text, country }: HoursText, day: Wall): HoursAnswer {
  const from = startOfDay(day) - DAY
  return intervalsKept(`${country} ${from} ${text}`, () =>
    askLibrary({ text, country, from, to: horizonOf(day) }),
  )
}

/** How far `intervalsAround` this day reaches. */
export const horizonOf = (day: Wall): Wall => startOfDay(day) + AHEAD_DAYS * DAY

/** The same for a whole year: for what is further away than three weeks. */
export function intervalsOfYear({ text, country }: HoursText, day: Wall): readonly Interval[] {
  const from = startOfDay(day) - DAY
  const { intervals } = yearsKept(`${country} ${from} ${text}`, () =>
    askLibrary({ text, country, from, to: yearAfter(day) }),
  )
  return intervals
}

/** How far `intervalsOfYear` reaches. */
export const yearAfter = (day: Wall): Wall => startOfDay(day) + 366 * DAY

/** What is wrong with a text, in words for whoever typed it; null when it is understood. */
export function troubleWith({ text, country }: HoursText): Trouble | null {
  // Their times depend on the place and the day; a machine that opens with the sun has not been seen.
  if (/sunrise|sunset|dawn|dusk/i.test(text))
    return trouble('sun', 'times of the sun are not supported; write times of the clock')
  try {
    return troublesKept(`${country} ${text}`, () => readTrouble({ text, country }))
  } catch {
    return trouble('not-understood', 'takes too long to reckon')
  }
}

/** Throws when it took too long: that is not worth remembering, for the next time it may not. */
function readTrouble({ text, country }: HoursText): Trouble | null {
  try {
    const { warnings, intervals, isUnsure } = answerAround({ text, country }, REFERENCE)
    // A remark alone is proper syntax and tells nobody when to come.
    if (isUnsure && intervals.length === 0)
      return trouble('not-understood', 'does not say when it is open')
    const bad = warnings.find(({ type }) => guesses.has(type))
    return bad ? trouble('not-understood', `is not clear: ${firstLine(bad.message)}`) : null
  } catch (error) {
    if (/timed out/.test(saidBy(error))) throw error
    return trouble('not-understood', wordsOf(error, country))
  }
}

/** Any day will do for reading a text. */
const REFERENCE = Date.UTC(2026, 5, 1)
/** Where the library only guesses what was meant. */
const guesses = new Set(['word_error_correction', 'vague', 'ambiguous_word', 'nothing_useful'])

/** Days and times as they usually come again each week, as seen from this day. */
export const usualWeek = (hours: HoursText, day: Wall): WeeklyHours =>
  weeksKept(`${hours.country} ${startOfDay(day)} ${hours.text}`, () =>
    weekOf(intervalsAround(hours, day), startOfDay(day)),
  )

/** True when every week is like the other. */
export const isWeekStable = (hours: HoursText): boolean =>
  answerAround(hours, REFERENCE).isWeekStable

export const startOfDay = (wall: Wall): Wall => Math.floor(wall / DAY) * DAY

const trouble = (code: string, detail: string): Trouble => ({
  code: `hours-${code}`,
  detail: detail.slice(0, 300),
})

function wordsOf(error: unknown, country: string): string {
  const said = saidBy(error)
  // What it says when it knows no holidays for a country is of no use to anybody.
  if (/no holidays|Cannot read|not a function|undefined/.test(said))
    return `the holidays of ${country} are not known here, or the text is not in OSM opening-hours syntax`
  return `is not understood: ${firstLine(said)}`
}

/** The library throws texts as well as errors, and those of another room. */
const saidBy = (error: unknown): string =>
  typeof error === 'string' ? error : String((error as { message?: unknown } | null)?.message)

const firstLine = (text: string) => (text.split('\n', 1)[0] ?? '').trim()
