import { parseArgs } from 'node:util'

export const measurements = [
  'codeToPulse',
  'boardBus',
  'entriesApplied',
  'emptySyncs',
  'directoryChange',
  'reconnect',
  'pokeStreams',
  'growth',
  'officeLists',
  'screens',
] as const
export type MeasurementName = (typeof measurements)[number]

export type BenchOptions = {
  only: readonly MeasurementName[]
  /** How long each measurement of a rate lasts, warm-up not counted. */
  seconds: number
  codes: number
  /** How many lockers come back at once, and how far the number of lockers grows. */
  lockers: number
  /** How many entries each of those that come back has to tell, and in how many seconds all of them come. */
  entries: number
  within: number
  streams: number
  /** How far the number of shipments grows. */
  shipments: number
  /** How many customers there are when the lists of the back office are measured. */
  customers: number
  json: boolean
  /** A folder for a CPU profile of the server; null: none is taken. */
  profileDir: string | null
}

export const usage = `Measures what people feel and what a network needs, on this machine alone.

  npm run -s bench -- [options]

  --only NAMES     ${measurements.join(' | ')}
                   (several joined by commas, or given more than once)
  --seconds N      length of each measurement of a rate (default 8)
  --codes N        how many codes are entered (default 300)
  --lockers N      how many lockers reconnect, and how far growth counts lockers (default 10000)
  --entries N      how many entries each locker that reconnects has to tell (default 140)
  --within N       seconds in which all of them come back (default 60)
  --streams N      how many poke streams are open (default 10000)
  --shipments N    how far growth counts shipments (default 1000000; 10000000 takes about 15 minutes and 30 GB)
  --customers N    how many customers officeLists fills in, and twice as many rows of the activity (default 500000)
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
      lockers: { type: 'string', default: '10000' },
      entries: { type: 'string', default: '140' },
      within: { type: 'string', default: '60' },
      streams: { type: 'string', default: '10000' },
      shipments: { type: 'string', default: '1000000' },
      customers: { type: 'string', default: '500000' },
      json: { type: 'boolean', default: false },
      profile: { type: 'string' },
    },
  })
  const asked = values.only.flatMap((text) => text.split(',')).map(named)
  return {
    only: asked.length === 0 ? measurements : asked,
    seconds: whole('--seconds', values.seconds, 60),
    codes: whole('--codes', values.codes, 10_000),
    // A device is one open connection, and one machine gives a process about 20,000.
    lockers: whole('--lockers', values.lockers, 15_000),
    entries: whole('--entries', values.entries, 2_000),
    within: whole('--within', values.within, 600),
    streams: whole('--streams', values.streams, 15_000),
    shipments: whole('--shipments', values.shipments, 10_000_000),
    customers: whole('--customers', values.customers, 5_000_000),
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
