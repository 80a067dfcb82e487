/**
 * `npm run chaos`: real processes and real faults. What it does and what it compares is told in
 * `docs/guides/chaos-and-drills.md`.
 */
import { realClock } from '@cubby/keys/real-clock'
import { optionsFrom, usage } from './options.ts'
import { reportOf, tableOf, wrongIn } from './report.ts'
import { runChaos } from './run-chaos.ts'

const options = (() => {
  try {
    return optionsFrom(process.argv.slice(2))
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : String(error)}\n\n${usage}`)
    return process.exit(2)
  }
})()

const begunAt = realClock.monotonic()
const say = (line: string) =>
  console.error(`${((realClock.monotonic() - begunAt) / 1_000).toFixed(1).padStart(6)}  ${line}`)

console.error(`seed ${options.seed} (--seed ${options.seed} repeats its choices)`)
const run = await runChaos(options, say)
for (const failure of run.failures) console.error(`FAILED: ${failure}`)
for (const { kind, what } of run.findings.slice(0, 100))
  console.error(`${kind.toUpperCase()}: ${what}`)
const report = reportOf(options.seed, run)
const { drills: _none, ...numbers } = report
console.log(tableOf({ ...run.told, ...numbers }))
if (options.json) console.log(JSON.stringify(report))
process.exitCode = wrongIn(report) === 0 ? 0 : 1
