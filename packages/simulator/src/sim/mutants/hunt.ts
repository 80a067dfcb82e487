import type { DayKind } from '../run/bad-day.ts'
import { shared, Worker } from '../run/pool.ts'
import type { Mutant } from './mutant.ts'
import { mutants } from './mutants.ts'

/** How a hunt ended: at which seed the defect showed, and as what. */
export type Hunt = {
  mutant: Mutant
  caught: { seed: string; invariant: number } | null
  seeds: number
}

/** A defect that shows in none of so many days goes unseen. */
const DAYS_MAX = 200

/** Plants each defect in a process of its own and lives through bad days there until a checker complains. */
export async function huntAll(
  { mutant, workers }: { mutant: string | null; workers: number },
  options: { say: (line: string) => void; seconds: () => number },
): Promise<Hunt[]> {
  const chosen = mutants.filter(({ name }) => mutant === null || name === mutant)
  if (chosen.length === 0) throw new RangeError(`there is no defect named ${mutant}`)
  const hunts: Hunt[] = []
  await shared(chosen, workers, async (each) => {
    const from = options.seconds()
    const hunt = await huntOne(each)
    hunts.push(hunt)
    const took = (options.seconds() - from).toFixed(1)
    const found = hunt.caught
      ? `found at seed ${hunt.caught.seed} (${hunt.caught.invariant})`
      : 'NOT FOUND'
    options.say(`${each.name}: ${found}, ${took} s`)
  })
  return hunts.sort((one, other) => (one.mutant.name < other.mutant.name ? -1 : 1))
}

async function huntOne(mutant: Mutant): Promise<Hunt> {
  await using worker = new Worker(mutant.name)
  const kind: DayKind | null = mutant.shownOn ?? null
  for (let seed = 1; seed <= DAYS_MAX; seed++) {
    const told = await worker.live(seed, kind)
    const [first] = told.violations
    if (first)
      return { mutant, caught: { seed: told.seed, invariant: first.invariant }, seeds: seed }
  }
  return { mutant, caught: null, seeds: DAYS_MAX }
}
