import { flushCompileCache } from 'node:module'
import { badDay, type DayKind } from './bad-day.ts'
import { runDay } from './run-day.ts'
import { simKeys } from './sim-keys.ts'
import type { Violation } from '../world/observed.ts'

/** A day to live through, as it is told to a worker. */
export type Task = { id: number; seed: string; kind: DayKind | null }

/** What came of it. */
export type TaskResult = {
  id: number
  seed: string
  kind: DayKind | null
  violations: readonly Violation[]
  hash: string
  events: number
  lockerHours: number
  /** The last minutes, when a promise was broken. */
  story: string[]
}

const LINES_TOLD = 60

// A refusal is an answer, and a day has thousands: where it was made is told when the day is replayed by itself.
Error.stackTraceLimit = 0

const keys = simKeys()

// Workers are killed, and would take what they have compiled with them.
flushCompileCache()

process.on('message', (task: Task) => {
  void lives(task)
})

async function lives({ id, seed, kind }: Task) {
  const lived = await runDay(badDay(seed, kind), keys)
  const { violations, hash, events, lockerHours } = lived
  const told = violations.length > 0 ? lived.story(LINES_TOLD) : []
  const result = { id, seed, kind, violations, hash, events, lockerHours, story: told }
  process.send?.(result satisfies TaskResult)
}
