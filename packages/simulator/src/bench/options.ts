import { parseArgs } from 'node:util'

export const measurements = [
  'codeToPulse',
  'entriesApplied',
  'emptySyncs',
  'directoryChange',
] as const
export type MeasurementName = (typeof measurements)[number]

export type BenchOptions = {
  only: readonly MeasurementName[]
  /** How long each measurement of a rate lasts, warm-up not counted. */
  seconds: number
  codes: number
  json: boolean
  /** A folder for a CPU profile of the server; null: none is taken. */
  profileDir: string | null
}

export const usage = `Measures what people feel and what a network needs, on this machine alone.

  npm run -s bench -- [options]

  --only NAME      ${measurements.join(' | ')} (may be given more than once)
  --seconds N      length of each measurement of a rate (default 8)
  --codes N        how many codes are entered (default 300)
  --json           end with one line of JSON
  --profile DIR    leave a CPU profile of the server there
`

/** Reads the command line. Throws a `RangeError` that says which option is wrong and how. */
export function optionsFrom(args: readonly string[]): BenchOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      only: { type: 'string', multiple: true, default: [] },
      seconds: { type: 'string', default: '8' },
      codes: { type: 'string', default: '300' },
      json: { type: 'boolean', default: false },
      profile: { type: 'string' },
    },
  })
  return {
    only: values.only.length === 0 ? measurements : values.only.map(named),
    seconds: whole('--seconds', values.seconds, 60),
    codes: whole('--codes', values.codes, 10_000),
    json: values.json,
    profileDir: values.profile ?? null,
  }
}

function named(text: string): MeasurementName {
  const name = measurements.find((each) => each === text)
  if (!name) throw new RangeError(`--only: "${text}" is none of ${measurements.join(', ')}`)
  return name
}

function whole(option: string, text: string, max: number): number {
  const value = Number(text)
  if (!Number.isInteger(value) || value < 1 || value > max)
    throw new RangeError(`${option}: "${text}" is not a whole number from 1 to ${max}`)
  return value
}
