import { parseArgs } from 'node:util'
import { type DayKind, dayKinds } from './bad-day.ts'

export type SimOptions = {
  /** The first seed, and how many. */
  from: number
  seeds: number
  /** Only days of this kind. */
  kind: DayKind | null
  /** Tells everything that happens on the one day. */
  story: boolean
  /** Also plants known defects and looks whether they are found. */
  mutants: 'no' | 'too' | 'only'
  /** Plants only the defect of this name. */
  mutant: string | null
  json: boolean
  workers: number
}

export const usage = `npm run -s sim -- [options]
  --seeds N     bad days to live through (50)
  --from N      the first seed (1)
  --seed N      this one day only
  --kind KIND   only days of this kind: ${dayKinds.join(', ')}
  --story       with one seed: tell everything that happens
  --mutants     plant each known defect and find it, nothing else
  --mutant NAME plant this one only
  --json        end with one line of JSON; the planted defects are hunted too
  --workers N   processes side by side (2)`

/** Reads the command line; throws a sentence for people when it makes no sense. */
export function simOptions(args: readonly string[]): SimOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      seeds: { type: 'string' },
      from: { type: 'string' },
      seed: { type: 'string' },
      kind: { type: 'string' },
      story: { type: 'boolean', default: false },
      mutants: { type: 'boolean', default: false },
      mutant: { type: 'string' },
      json: { type: 'boolean', default: false },
      workers: { type: 'string' },
    },
  })
  const { kind, story, mutants, mutant, json, seed } = values
  if (kind !== undefined && !isKind(kind)) throw new RangeError(`there are no days of kind ${kind}`)
  if (seed !== undefined && values.seeds !== undefined)
    throw new RangeError('--seed is one day, --seeds are many: give one of them')
  if (story && seed === undefined) throw new RangeError('--story tells one day: give its --seed')
  const hunts = mutants || mutant !== undefined ? 'only' : json && seed === undefined ? 'too' : 'no'
  return {
    from: wholeNumber('--seed', seed) ?? wholeNumber('--from', values.from) ?? 1,
    seeds: seed === undefined ? (wholeNumber('--seeds', values.seeds) ?? 50) : 1,
    kind: kind ?? null,
    story,
    mutants: hunts,
    mutant: mutant ?? null,
    json,
    workers: wholeNumber('--workers', values.workers) ?? 2,
  }
}

const isKind = (text: string): text is DayKind => (dayKinds as readonly string[]).includes(text)

function wholeNumber(name: string, text: string | undefined): number | null {
  if (text === undefined) return null
  if (!/^\d{1,9}$/.test(text) || Number(text) < 1)
    throw new RangeError(`${name} takes a whole number from 1 on, not ${text}`)
  return Number(text)
}
