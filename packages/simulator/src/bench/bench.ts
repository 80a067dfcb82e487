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
  /** Tells whoever waits at the terminal what is going on. */
  say(text: string): void
  /** Aborted when somebody wants it to end. */
  signal: AbortSignal
}
