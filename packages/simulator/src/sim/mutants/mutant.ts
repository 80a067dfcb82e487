import type { DayKind } from '../run/bad-day.ts'

/** A realistic defect: source text to find, exactly once, and what to put in its place. */
export type Mutant = {
  name: string
  /** What somebody might have thought, and what comes of it. */
  why: string
  /** The kind of day on which it shows most readily; without one: any. */
  shownOn?: DayKind
  changes: readonly Change[]
}

export type Change = { file: string; find: string; put: string }
