import type { Finding } from '../compare/finding.ts'
import type { Drill } from '../options.ts'
import type { Crowd } from '../people/crowd.ts'
import type { Outcome } from '../report.ts'
import type { World } from '../world/world.ts'

export type Check = { what: string; holds: boolean; detail: string }

/** What a drill found: each check is a sentence that held, or did not. */
export type DrillReport = { drill: Drill; checks: Check[] }

/** Sentences that a drill promises, each with what speaks against it. */
export class Checks {
  readonly all: Check[] = []
  readonly findings: Finding[] = []
  readonly #say: (line: string) => void

  constructor(say: (line: string) => void) {
    this.#say = say
  }

  /** Holds when nothing was found. */
  nothing(what: string, findings: readonly Finding[]) {
    this.findings.push(...findings)
    const detail = findings.map((finding) => finding.what).slice(0, 3)
    this.#note({ what, holds: findings.length === 0, detail: detail.join('; ') })
  }

  /** Holds when it is so; otherwise it is a finding of its own. */
  that(what: string, holds: boolean, detail = '') {
    if (!holds) this.findings.push({ kind: 'mismatch', what: `not so: ${what} ${detail}` })
    this.#note({ what, holds, detail })
  }

  #note(check: Check) {
    this.all.push(check)
    const { what, holds, detail } = check
    this.#say(`${holds ? 'so it is' : 'NOT SO '}: ${what}${detail === '' ? '' : ` (${detail})`}`)
  }
}

export type DrillRun = { report: DrillReport; outcome: Outcome }

/** Sums up one drill. */
export function drillRun(drill: Drill, checks: Checks, crowds: Crowd[], world: World): DrillRun {
  const { recoveries } = world
  return {
    report: { drill, checks: checks.all },
    outcome: {
      operations: crowds.reduce((sum, { operations }) => sum + operations.count, 0),
      failures: crowds.flatMap(({ operations }) => operations.failures),
      findings: checks.findings,
      restarts: recoveries.restarts,
      recoverySeconds: recoveries.all.map(({ seconds }) => seconds),
    },
  }
}
