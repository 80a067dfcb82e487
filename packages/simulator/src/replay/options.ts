import { parseArgs } from 'node:util'
import { days, type Instant, later, parseIsoTime } from '@cubby/kit/clock'

export type ReplayOptions = {
  parcels: string
  layout: string
  lockers: number
  /** First moment and first moment after the last day. */
  from: Instant
  until: Instant
  outages: boolean
  /** Machines of four kinds of boards on three buses instead of one kind on one. */
  mixedBoards: boolean
  /** Plays every parcel this many times, each copy a shipment of its own. */
  multiply: number
  fitOnly: boolean
  json: boolean
  seed: string
}

export const usage = `Plays a day file of parcels through the real server and real lockers on emulated boards.

  npm run -s replay -- --parcels FILE.csv --layout FILE.json [options]

  --lockers N          how many machines of that layout (default 1)
  --from YYYY-MM-DD    first day of handing over to the carrier, included
  --to YYYY-MM-DD      last day, included
  --outages            cut the link of each machine now and then
  --mixed-boards       machines of four kinds of boards on three buses
  --multiply N         play the load N times over
  --seed TEXT          another seed is another week with the same parcels
  --fit-only           only say which parcels fit which cell size
  --json               end with one line of JSON
`

/** Reads the command line. Throws a `RangeError` that says which option is wrong and how. */
export function optionsFrom(args: readonly string[]): ReplayOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      parcels: { type: 'string' },
      layout: { type: 'string' },
      lockers: { type: 'string', default: '1' },
      from: { type: 'string', default: '1970-01-01' },
      to: { type: 'string', default: '2099-12-31' },
      outages: { type: 'boolean', default: false },
      'mixed-boards': { type: 'boolean', default: false },
      multiply: { type: 'string', default: '1' },
      seed: { type: 'string', default: 'cubby' },
      'fit-only': { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
    },
  })
  if (!values.parcels) throw new RangeError('--parcels: name the CSV file')
  if (!values.layout) throw new RangeError('--layout: name the layout file')
  const from = day('--from', values.from)
  const until = later(day('--to', values.to), days(1))
  if (until <= from) throw new RangeError('--to: lies before --from')
  return {
    parcels: values.parcels,
    layout: values.layout,
    from,
    until,
    seed: values.seed,
    lockers: whole('--lockers', values.lockers, 50),
    multiply: whole('--multiply', values.multiply, 100),
    outages: values.outages,
    mixedBoards: values['mixed-boards'],
    fitOnly: values['fit-only'],
    json: values.json,
  }
}

function day(option: string, text: string): Instant {
  const at = /^\d{4}-\d\d-\d\d$/.test(text) ? parseIsoTime(`${text}T00:00:00Z`) : null
  if (at === null) throw new RangeError(`${option}: "${text}" is not a day like 2017-03-01`)
  return at
}

function whole(option: string, text: string, max: number): number {
  const value = Number(text)
  if (!Number.isInteger(value) || value < 1 || value > max)
    throw new RangeError(`${option}: "${text}" is not a whole number from 1 to ${max}`)
  return value
}
