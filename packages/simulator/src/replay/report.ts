import type { Audit } from './audit.ts'
import type { Week } from './week.ts'

export type Report = {
  parcelsRead: number
  refused: Record<string, number>
  announced: number
  stored: number
  collected: number
  withdrawn: number
  overflow: number
  inside: number
  notificationsSent: number
  duplicateNotifications: number
  doubleBookings: number
  unexplainedDoors: number
  entriesJournalled: number
  entriesApplied: number
  mismatches: number
  seconds: number
}

/** The last line: what became of everything that was read. */
export function reportOf(parcelsRead: number, week: Week, found: Audit, seconds: number): Report {
  const { ledger } = week
  const refused: Record<string, number> = {}
  for (const { reason } of week.refused) refused[reason] = (refused[reason] ?? 0) + 1
  return {
    parcelsRead,
    refused,
    announced: week.announced,
    stored: ledger.stored,
    collected: ledger.collected,
    withdrawn: ledger.withdrawn,
    overflow: ledger.overflow,
    inside: ledger.inside,
    notificationsSent: found.notificationsSent,
    duplicateNotifications: found.duplicateNotifications,
    doubleBookings: found.doubleBookings,
    unexplainedDoors: found.unexplainedDoors,
    entriesJournalled: found.entriesJournalled,
    entriesApplied: found.entriesApplied,
    mismatches: found.mismatches.length,
    seconds,
  }
}

/** What does not add up, in sentences; empty when the replay has succeeded. */
export function complaintsAbout(report: Report, week: Week, found: Audit): string[] {
  const refused = Object.values(report.refused).reduce((sum, times) => sum + times, 0)
  const complaints = [...found.mismatches]
  const must = (holds: boolean, sentence: string) => void (holds || complaints.push(sentence))
  must(
    report.announced + refused === report.parcelsRead,
    'announced + refused is not what was read',
  )
  must(
    report.stored === report.collected + report.withdrawn + report.inside,
    'stored is not collected + withdrawn + inside',
  )
  must(report.announced === report.stored + report.overflow, 'announced is not stored + overflow')
  must(report.entriesApplied === report.entriesJournalled, 'the server has not applied every entry')
  for (const name of ['duplicateNotifications', 'doubleBookings', 'unexplainedDoors'] as const)
    must(report[name] === 0, `${name} is ${report[name]}`)
  for (const failure of week.failures)
    complaints.push(failure instanceof Error ? (failure.stack ?? failure.message) : String(failure))
  return complaints
}
