import { type Millis, millis, seconds } from '@cubby/kit/clock'
import type { Prng } from '@cubby/kit/prng'

/** How the database ends: `fast` in order, `immediate` without a checkpoint, `kill` by SIGKILL of the postmaster. */
export type DatabaseEnd = 'fast' | 'immediate' | 'kill'

/** Something that goes wrong and is mended after a while. Machines and servers are named by their number. */
export type Fault =
  | { do: 'kill-server'; server: number }
  | { do: 'kill-edge'; machine: number }
  | { do: 'kill-boards'; machine: number }
  | { do: 'restart-database'; end: DatabaseEnd }
  | { do: 'cut-link'; machine: number }
  | { do: 'delay-link'; machine: number; by: Millis }
  | { do: 'throttle-link'; machine: number; bytesPerSecond: number }
  | { do: 'half-open-link'; machine: number }
  | { do: 'duplicate-exchanges'; share: number }
  | { do: 'lose-answers'; share: number }
  | { do: 'fill-disk' }

export type FaultKind = Fault['do']
/** `at` counts from the beginning of the trouble; the fault is mended `lasts` later. */
export type Strike = Fault & { at: Millis; lasts: Millis }

/** How often each kind is drawn, and how long it lasts in milliseconds. */
const kinds: Record<FaultKind, { weight: number; lasts: readonly [number, number] }> = {
  'kill-edge': { weight: 8, lasts: [0, 2_500] },
  'kill-boards': { weight: 3, lasts: [200, 4_000] },
  'kill-server': { weight: 4, lasts: [0, 3_000] },
  'restart-database': { weight: 1, lasts: [0, 1_500] },
  'cut-link': { weight: 3, lasts: [500, 10_000] },
  'delay-link': { weight: 3, lasts: [1_000, 10_000] },
  'throttle-link': { weight: 1, lasts: [1_000, 8_000] },
  'half-open-link': { weight: 2, lasts: [1_000, 8_000] },
  'duplicate-exchanges': { weight: 2, lasts: [2_000, 10_000] },
  'lose-answers': { weight: 2, lasts: [1_000, 5_000] },
  'fill-disk': { weight: 1, lasts: [2_000, 6_000] },
}
const names = Object.keys(kinds) as FaultKind[]

/** Each kind once, spread over the first part of the trouble: whoever runs it briefly sees them all. */
const DEALT_WITHIN = 0.7
/** A machine in twenty is struck about every second; a network of four every second and a half. */
const pauseMean = (edges: number) => 2_000 / (1 + edges / 12)
/** Two crashes of the database within its own recovery are one crash. */
const DATABASE_RESTS = seconds(8)

export type PlanOptions = { edges: number; servers: number; lasts: Millis }

/** The bad day that this chance has in store: every kind of fault at least once, and more as it comes. */
export function planOf(chance: Prng, options: PlanOptions): Strike[] {
  const dealt = shuffled(chance, names).map((kind, i) => {
    const at = ((i + chance.next()) / names.length) * DEALT_WITHIN * options.lasts
    return strikeOf(chance, kind, at, options)
  })
  const drawn: Strike[] = []
  for (let at = 0; ;) {
    at += chance.next() * 2 * pauseMean(options.edges)
    if (at >= options.lasts) break
    drawn.push(strikeOf(chance, weighted(chance), at, options))
  }
  return rested([...dealt, ...drawn].toSorted((one, other) => one.at - other.at))
}

function strikeOf(chance: Prng, kind: FaultKind, at: number, options: PlanOptions): Strike {
  const [shortest, longest] = kinds[kind].lasts
  const when = { at: millis(Math.floor(at)), lasts: millis(chance.int(shortest, longest)) }
  const machine = chance.int(0, options.edges - 1)
  switch (kind) {
    case 'kill-server':
      return { do: kind, server: chance.int(0, options.servers - 1), ...when }
    case 'restart-database':
      return { do: kind, end: chance.pick(['fast', 'immediate', 'kill']), ...when }
    case 'delay-link':
      return { do: kind, machine, by: millis(chance.int(50, 2_000)), ...when }
    case 'throttle-link':
      return { do: kind, machine, bytesPerSecond: chance.int(1_000, 20_000), ...when }
    case 'duplicate-exchanges':
      return { do: kind, share: 0.3 + chance.next() * 0.7, ...when }
    case 'lose-answers':
      return { do: kind, share: 0.1 + chance.next() * 0.4, ...when }
    case 'fill-disk':
      return { do: kind, ...when }
    case 'kill-edge':
    case 'kill-boards':
    case 'cut-link':
    case 'half-open-link':
      return { do: kind, machine, ...when }
  }
}

function weighted(chance: Prng): FaultKind {
  const total = names.reduce((sum, name) => sum + kinds[name].weight, 0)
  let left = chance.next() * total
  for (const name of names) {
    left -= kinds[name].weight
    if (left < 0) return name
  }
  return 'kill-edge'
}

function shuffled<T>(chance: Prng, items: readonly T[]): T[] {
  return items
    .map((item) => ({ item, at: chance.next() }))
    .toSorted((one, other) => one.at - other.at)
    .map(({ item }) => item)
}

/** Leaves out restarts of the database that come before it has had time to come back from the one before. */
function rested(strikes: readonly Strike[]): Strike[] {
  let notBefore = 0
  return strikes.filter((strike) => {
    if (strike.do !== 'restart-database') return true
    if (strike.at < notBefore) return false
    notBefore = strike.at + strike.lasts + DATABASE_RESTS
    return true
  })
}
