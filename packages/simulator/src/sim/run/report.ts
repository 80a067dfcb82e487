import type { Hunt } from '../mutants/hunt.ts'
import type { ManyDays } from './many-days.ts'

const LINES_OF_STORY = 40

/** What came of it all, for people: each broken promise with the last minutes before it. */
export function inWords(days: ManyDays | null, hunted: readonly Hunt[] | null): string[] {
  const lines: string[] = []
  for (const { seed, violations, story } of days?.broken ?? []) {
    lines.push(
      '',
      `seed ${seed} breaks a promise; the last minutes:`,
      ...story.slice(-LINES_OF_STORY),
    )
    for (const { invariant, text } of violations) lines.push(`  invariant ${invariant}: ${text}`)
    lines.push(`  replay it: npm run -s sim -- --seed ${seed} --story`)
  }
  for (const { seed, hashes } of days?.traceMismatches ?? [])
    lines.push(`seed ${seed} told two stories: ${hashes.join(' and ')}`)
  for (const { mutant, caught, seeds } of hunted ?? [])
    lines.push(
      caught
        ? `${mutant.name}: found at seed ${caught.seed} by invariant ${caught.invariant}`
        : `${mutant.name}: NOT FOUND in ${seeds} days. ${mutant.why}`,
    )
  if (days) lines.push(summaryOf(days))
  return lines
}

const summaryOf = ({ seeds, broken, traceMismatches, events, seconds, lockerHours }: ManyDays) =>
  `${seeds} days in ${seconds.toFixed(1)} s: ${broken.length} broke a promise, ` +
  `${traceMismatches.length} told two stories; ${Math.round(events / seconds)} events and ` +
  `${Math.round(lockerHours / seconds)} locker hours a second`

/** The same for programs. */
export function recordOf(days: ManyDays | null, hunted: readonly Hunt[] | null) {
  return {
    seeds: days?.seeds ?? 0,
    violations: days?.broken.length ?? 0,
    traceMismatches: days?.traceMismatches.length ?? 0,
    eventsPerSecond: days ? Math.round(days.events / days.seconds) : 0,
    lockerHoursPerSecond: days ? Math.round(days.lockerHours / days.seconds) : 0,
    mutantsSeeded: hunted?.length ?? 0,
    mutantsCaught: hunted?.filter(({ caught }) => caught !== null).length ?? 0,
    seconds: days ? Math.round(days.seconds * 10) / 10 : 0,
    events: days?.events ?? 0,
  }
}
