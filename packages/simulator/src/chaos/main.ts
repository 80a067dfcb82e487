/**
 * `npm run chaos`: real processes and real faults. What it does and what it compares is told in
 * `docs/guides/chaos-and-drills.md`.
 */
import { realClock } from '@cubby/keys/real-clock'
import { askedFor } from '../asked-for.ts'
import type { DrillReport } from './drills/drill.ts'
import { holdDrills } from './drills/hold-drills.ts'
import { optionsFrom, usage } from './options.ts'
import { type Outcome, reportOf, tableOf, wrongIn } from './report.ts'
import { runChaos } from './run-chaos.ts'

const options = askedFor(optionsFrom, usage)

/** Enough to see what is wrong; the counts say how often. */
const SHOWN_MAX = 100
const begunAt = realClock.monotonic()
const say = (line: string) =>
  console.error(`${((realClock.monotonic() - begunAt) / 1_000).toFixed(1).padStart(6)}  ${line}`)

console.error(`seed ${options.seed} (--seed ${options.seed} repeats its choices)`)
if (options.drills.length > 0) {
  const { outcome, drills } = await holdDrills(options, say)
  for (const { drill, checks } of drills)
    for (const { what, holds, detail } of checks)
      console.log(
        `${drill}: ${holds ? 'yes' : 'NO '} ${what}${detail === '' ? '' : ` (${detail})`}`,
      )
  tell(outcome, {}, drills)
} else {
  const { told, ...outcome } = await runChaos(options, say)
  tell(outcome, told)
}

function tell(outcome: Outcome, told: Record<string, string | number>, drills?: DrillReport[]) {
  for (const failure of outcome.failures) console.error(`FAILED: ${failure}`)
  for (const { kind, what } of outcome.findings.slice(0, SHOWN_MAX))
    console.error(`${kind.toUpperCase()}: ${what}`)
  const report = reportOf(options.seed, outcome)
  console.log(tableOf({ ...told, ...report }))
  if (options.json) console.log(JSON.stringify(drills ? { ...report, drills } : report))
  process.exitCode = wrongIn(report) === 0 ? 0 : 1
}
