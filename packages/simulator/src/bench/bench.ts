import type { GrowthTable } from './growth/table.ts'
import type { Place } from './run/place.ts'
import type { BenchNetwork, Ground } from './setup/network.ts'

/** What every measurement finds ready. */
export type Bench = {
  place: Place
  ground: Ground
  network: BenchNetwork
  /** Length of the measurement of a rate. */
  seconds: number
  codes: number
  lockers: number
  /** Of each locker that comes back, and in how many seconds all of them do. */
  entries: number
  within: number
  streams: number
  shipments: number
  customers: number
  /** Tells whoever waits at the terminal what is going on. */
  say: (text: string) => void
  /** Keeps a table to be shown under the figures. */
  keep: (table: GrowthTable) => void
  /** Aborted when somebody wants it to end. */
  signal: AbortSignal
}
