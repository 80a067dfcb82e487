import { must } from '@cubby/kit/assert'
import type { DayKind } from '../run/bad-day.ts'
import { shared, Worker } from '../run/pool.ts'
import type { TaskResult } from '../run/worker.ts'
import { caughtBefore } from './caught-before.ts'
import type { Mutant } from './mutant.ts'
import { mutants } from './mutants.ts'

/** How a hunt ended: at which seed the defect showed, and as what. */
export type Hunt = {
  mutant: Mutant
  caught: { seed: string; invariant: number } | null
  seeds: number
}

/** What came of all hunts. A day that breaks a promise without the defect too says nothing of it, and is told apart. */
export type Hunted = { hunts: Hunt[]; brokenAnyway: TaskResult[] }

/** A defect that shows in none of so many days goes unseen. */
const DAYS_MAX = 200

/** Plants each defect in a process of its own and lives through bad days there until a checker complains. */
export async function huntAll(
  { mutant, workers }: { mutant: string | null; workers: number },
  options: { say: (line: string) => void; seconds: () => number },
): Promise<Hunted> {
  const chosen = mutants.filter(({ name }) => mutant === null || name === mutant)
  if (chosen.length === 0) throw new RangeError(`there is no defect named ${mutant}`)
  await using stack = new AsyncDisposableStack()
  const sound = new SoundDays(Array.from({ length: workers }, () => stack.use(new Worker())))
  const hunts: Hunt[] = []
  await shared(chosen, workers, async (each, hand) => {
    const from = options.seconds()
    const hunt = await huntOne(each, (seed, kind) => sound.holds(seed, kind, hand))
    hunts.push(hunt)
    const took = (options.seconds() - from).toFixed(1)
    const found = hunt.caught
      ? `found at seed ${hunt.caught.seed} (${hunt.caught.invariant})`
      : 'NOT FOUND'
    options.say(`${each.name}: ${found}, ${took} s`)
  })
  hunts.sort((one, other) => (one.mutant.name < other.mutant.name ? -1 : 1))
  return { hunts, brokenAnyway: sound.broken }
}

async function huntOne(
  mutant: Mutant,
  holdsWithout: (seed: number, kind: DayKind | null) => Promise<boolean>,
): Promise<Hunt> {
  await using worker = new Worker(mutant.name)
  const kind: DayKind | null = mutant.shownOn ?? null
  let lived = 0
  for (const seed of daysFor(mutant)) {
    lived++
    const told = await worker.live(seed, kind)
    const [first] = told.violations
    if (first && (await holdsWithout(seed, kind)))
      return { mutant, caught: { seed: told.seed, invariant: first.invariant }, seeds: lived }
  }
  return { mutant, caught: null, seeds: lived }
}

function daysFor({ name }: Mutant): Set<number> {
  const before = caughtBefore.get(name)
  const all = Array.from({ length: DAYS_MAX }, (_, i) => i + 1)
  return new Set(before === undefined ? all : [before, ...all])
}

/** Days as they are without any defect, each lived through once. */
class SoundDays {
  readonly broken: TaskResult[] = []
  readonly #hands: readonly Worker[]
  readonly #told = new Map<string, Promise<TaskResult>>()

  constructor(hands: readonly Worker[]) {
    this.#hands = hands
  }

  async holds(seed: number, kind: DayKind | null, hand: number): Promise<boolean> {
    const day = `${seed} ${kind}`
    let told = this.#told.get(day)
    if (!told) {
      told = must(this.#hands[hand], 'each hand has a worker').live(seed, kind)
      this.#told.set(day, told)
      const result = await told
      if (result.violations.length > 0) this.broken.push(result)
    }
    return (await told).violations.length === 0
  }
}
