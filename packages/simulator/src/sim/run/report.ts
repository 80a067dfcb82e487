import type { Hunted } from '../mutants/hunt.ts'
import type { ManyDays } from './many-days.ts'
import type { TaskResult } from './worker.ts'

const LINES_OF_STORY = 40

/** Days that break a promise with no defect planted, each once: those lived through, and those on which defects were hunted. */
function brokenDays(days: ManyDays | null, hunted: Hunted | null): TaskResult[] {
  const all = [...(days?.broken ?? []), ...(hunted?.brokenAnyway ?? [])]
  return [...new Map(all.map((each) => [`${each.seed} ${each.kind}`, each])).values()]
}

/** What came of it all, for people: each broken promise with the last minutes before it. */
export function inWords(days: ManyDays | null, hunted: Hunted | null): string[] {
  const lines: string[] = []
  for (const { seed, kind, violations, story } of brokenDays(days, hunted)) {
    lines.push(
      '',
      `seed ${seed} breaks a promise; the last minutes:`,
      ...story.slice(-LINES_OF_STORY),
    )
    for (const { invariant, text } of violations) lines.push(`  invariant ${invariant}: ${text}`)
    const day = kind === null ? seed : `${seed} --kind ${kind}`
    lines.push(`  replay it: npm run -s sim -- --seed ${day} --story`)
  }
  for (const { seed, hashes } of days?.traceMismatches ?? [])
    lines.push(`seed ${seed} told two stories: ${hashes.join(' and ')}`)
  for (const { mutant, caught, seeds } of hunted?.hunts ?? [])
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
export function recordOf(days: ManyDays | null, hunted: Hunted | null) {
  return {
    seeds: days?.seeds ?? 0,
    violations: brokenDays(days, hunted).length,
    traceMismatches: days?.traceMismatches.length ?? 0,
    eventsPerSecond: days ? Math.round(days.events / days.seconds) : 0,
    lockerHoursPerSecond: days ? Math.round(days.lockerHours / days.seconds) : 0,
    mutantsSeeded: hunted?.hunts.length ?? 0,
    mutantsCaught: hunted?.hunts.filter(({ caught }) => caught !== null).length ?? 0,
    seconds: days ? Math.round(days.seconds * 10) / 10 : 0,
    events: days?.events ?? 0,
  }
}
