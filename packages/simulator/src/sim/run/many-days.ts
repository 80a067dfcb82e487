import type { SimOptions } from './options.ts'
import { badDay, dayInWords } from './bad-day.ts'
import { shared, Worker } from './pool.ts'
import type { TaskResult } from './worker.ts'

/** Every so many seeds are lived through twice, in two processes, and must tell the same. */
const TWICE_EVERY = 10

export type ManyDays = {
  seeds: number
  broken: TaskResult[]
  traceMismatches: { seed: string; hashes: [string, string] }[]
  events: number
  lockerHours: number
  seconds: number
}

/** Lives through many bad days, some at a time. */
export async function manyDays(
  { from, seeds, kind, workers }: Pick<SimOptions, 'from' | 'seeds' | 'kind' | 'workers'>,
  options: { say: (line: string) => void; seconds: () => number },
): Promise<ManyDays> {
  await using stack = new AsyncDisposableStack()
  const hands = Array.from({ length: workers }, () => stack.use(new Worker()))
  const days = Array.from({ length: seeds }, (_, i) => from + i)
  const again = days.filter((_, i) => i % TWICE_EVERY === 0)
  const begun = options.seconds()
  const result: ManyDays = {
    seeds,
    broken: [],
    traceMismatches: [],
    events: 0,
    lockerHours: 0,
    seconds: 0,
  }
  const hashes = new Map<string, string>()
  await shared([...days, ...again], workers, async (seed, hand) => {
    const isFirst = !hashes.has(String(seed))
    if (isFirst) options.say(dayInWords(badDay(String(seed), kind)))
    if (isFirst) hashes.set(String(seed), '')
    const told = await hands[hand]?.live(seed, kind)
    if (!told) return
    result.events += told.events
    result.lockerHours += told.lockerHours
    const before = hashes.get(told.seed)
    if (before && before !== told.hash)
      result.traceMismatches.push({ seed: told.seed, hashes: [before, told.hash] })
    hashes.set(told.seed, told.hash)
    if (isFirst && told.violations.length > 0) result.broken.push(told)
  })
  return { ...result, seconds: options.seconds() - begun }
}
