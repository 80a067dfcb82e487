import type { Drill } from '../options.ts'

/** What a drill found: each check is a sentence that held, or did not. */
export type DrillReport = {
  drill: Drill
  checks: { what: string; holds: boolean; detail: string }[]
}
