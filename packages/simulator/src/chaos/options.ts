import { randomBytes } from 'node:crypto'
import { parseArgs } from 'node:util'
import { type Millis, seconds } from '@cubby/kit/clock'

export const drills = ['restore', 'upgrade', 'clone'] as const
export type Drill = (typeof drills)[number]

export type ChaosOptions = {
  edges: number
  /** How long things go wrong. */
  trouble: Millis
  seed: string
  json: boolean
  /** Drills to hold instead of the trouble; empty for the trouble itself. */
  drills: readonly Drill[]
  /** What the upgrade drill takes as the other version: a commit, or anything that git understands. */
  other: string
}

export const usage = `Real processes and real faults: servers, a database, lockers and people, and everything that can go wrong.

  npm run chaos -- [options]

  --edges N            how many lockers (default 20)
  --seconds N          how long things go wrong (default 60)
  --seed TEXT          repeats the choices of an earlier run
  --drill NAME         ${drills.join(', ')} or all, instead of the trouble
  --other REF          upgrade: the commit that is the other version (default HEAD~1)
  --json               end with one line of JSON
`

/** Reads the command line. Throws a `RangeError` that says which option is wrong and how. */
export function optionsFrom(args: readonly string[]): ChaosOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      edges: { type: 'string' },
      seconds: { type: 'string', default: '60' },
      seed: { type: 'string' },
      drill: { type: 'string' },
      other: { type: 'string', default: 'HEAD~1' },
      json: { type: 'boolean', default: false },
    },
  })
  const held = drillsIn(values.drill)
  return {
    // A drill looks at one thing; it needs no crowd.
    edges: whole('--edges', values.edges ?? (held.length > 0 ? '3' : '20'), 100),
    trouble: seconds(whole('--seconds', values.seconds, 86_400)),
    seed: values.seed ?? randomBytes(4).toString('hex'),
    json: values.json,
    drills: held,
    other: values.other,
  }
}

function drillsIn(name: string | undefined): readonly Drill[] {
  if (name === undefined) return []
  if (name === 'all') return drills
  const known = drills.find((each) => each === name)
  if (!known) throw new RangeError(`--drill: "${name}" is none of ${drills.join(', ')}, all`)
  return [known]
}

function whole(option: string, text: string, max: number): number {
  const value = Number(text)
  if (!Number.isInteger(value) || value < 1 || value > max)
    throw new RangeError(`${option}: "${text}" is not a whole number from 1 to ${max}`)
  return value
}
