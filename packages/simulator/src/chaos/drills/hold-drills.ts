import type { ChaosOptions, Drill } from '../options.ts'
import type { Outcome } from '../report.ts'
import { cloneDrill } from './clone.ts'
import { restoreDrill } from './restore.ts'
import type { DrillReport, DrillRun } from './drill.ts'
import { upgradeDrill } from './upgrade.ts'

type Hold = (options: ChaosOptions, say: (line: string) => void) => Promise<DrillRun>

const holds: Record<Drill, Hold> = {
  restore: restoreDrill,
  upgrade: upgradeDrill,
  clone: ({ seed }, say) => cloneDrill(seed, say),
}

/** Holds the drills that were asked for, one after another, each in a world of its own. */
export async function holdDrills(
  options: ChaosOptions,
  say: (line: string) => void,
): Promise<{ outcome: Outcome; drills: DrillReport[] }> {
  const runs: DrillRun[] = []
  for (const drill of options.drills) {
    say(`drill: ${drill}`)
    runs.push(await holds[drill](options, say))
  }
  const outcomes = runs.map(({ outcome }) => outcome)
  return {
    drills: runs.map(({ report }) => report),
    outcome: {
      operations: outcomes.reduce((sum, each) => sum + each.operations, 0),
      failures: outcomes.flatMap((each) => each.failures),
      findings: outcomes.flatMap((each) => each.findings),
      restarts: outcomes.reduce((sum, each) => sum + each.restarts, 0),
      recoverySeconds: outcomes.flatMap((each) => each.recoverySeconds),
    },
  }
}
