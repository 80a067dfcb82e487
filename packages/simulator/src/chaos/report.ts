import { percentile, rounded } from '../bench/statistics.ts'
import type { Finding } from './compare/finding.ts'

/** What a run came to. */
export type Report = {
  operations: number
  failedOperations: number
  lost: number
  duplicated: number
  mismatches: number
  restarts: number
  recoverySecondsP99: number | null
  seed: string
}

export type Outcome = {
  operations: number
  failures: readonly string[]
  findings: readonly Finding[]
  restarts: number
  recoverySeconds: readonly number[]
}

/** Sums up. */
export function reportOf(seed: string, outcome: Outcome): Report {
  const count = (kind: Finding['kind']) =>
    outcome.findings.filter((finding) => finding.kind === kind).length
  const p99 = percentile(outcome.recoverySeconds, 0.99)
  return {
    operations: outcome.operations,
    failedOperations: outcome.failures.length,
    lost: count('lost'),
    duplicated: count('duplicated'),
    mismatches: count('mismatch'),
    restarts: outcome.restarts,
    recoverySecondsP99: Number.isNaN(p99) ? null : rounded(p99),
    seed,
  }
}

/** How many things went wrong; zero is the only good answer. */
export const wrongIn = ({ lost, duplicated, mismatches, failedOperations }: Report) =>
  lost + duplicated + mismatches + failedOperations

/** Two columns, for people. */
export function tableOf(rows: Readonly<Record<string, string | number | null>>): string {
  const width = Math.max(...Object.keys(rows).map((name) => name.length))
  return Object.entries(rows)
    .map(([name, value]) => `${name.padEnd(width)}  ${value ?? '-'}`)
    .join('\n')
}
