import type { Millis } from '@cubby/kit/clock'
import type { Figure } from '../../figure.ts'
import type { WorkDone } from '../../instruments/work-done.ts'
import type { Summary } from '../../statistics.ts'

/** What is promised is said of this many lockers; with fewer, the minute in which they come back is all of it. */
const PROMISED_FOR = 10_000
const DRAIN_SECONDS_MAX = 180
const LIVE_P99_MS_MAX = 500

export type ReconnectFacts = {
  lockers: number
  /** Lockers that were never away and at which people stand. */
  liveLockers: number
  /** All come back within this time. */
  within: Millis
}

type Measured = {
  size: ReconnectFacts
  entries: number
  drainSeconds: number
  refusals: number
  losses: number
  /** Of the entries that were drained; what the people meanwhile cost is in it. */
  forEach: WorkDone
  rawPerSecond: number
  quiet: Summary
  busy: Summary
}

/** The figures of a reconnect. */
export const reconnectFigures = (measured: Measured): Figure[] => [
  ...drainFigures(measured),
  ...workFigures(measured),
  ...pickUpFigures(measured),
]

const isFull = ({ lockers }: ReconnectFacts) => lockers >= PROMISED_FOR

function drainFigures(measured: Measured): Figure[] {
  const { size, entries, drainSeconds } = measured
  const perSecond = entries / drainSeconds
  return [
    {
      name: 'reconnectDrainSeconds',
      value: drainSeconds,
      unit: 's',
      text: `until ${size.lockers} lockers that came back within ${size.within / 1_000} s had pushed ${entries} entries and pulled what they missed`,
      ...(isFull(size) ? { limit: { atMost: DRAIN_SECONDS_MAX } } : {}),
    },
    {
      name: 'reconnectEntriesPerSecond',
      value: perSecond,
      unit: '/s',
      text: '… entries drained per second',
    },
    {
      name: 'reconnectRawInsertsPerSecond',
      value: measured.rawPerSecond,
      unit: '/s',
      text: 'such entries, only inserted (the better of one and several connections)',
    },
    {
      name: 'reconnectToRaw',
      value: perSecond / measured.rawPerSecond,
      unit: '×',
      text: 'drained against only inserted',
    },
    {
      name: 'reconnectRefusals',
      value: measured.refusals,
      unit: 'count',
      text: 'calls that were asked to come again later',
    },
    {
      name: 'reconnectLosses',
      value: measured.losses,
      unit: 'count',
      text: 'calls whose connection broke',
    },
  ]
}

const workFigures = ({ forEach }: Measured): Figure[] => [
  {
    name: 'reconnectServerUsPerEntry',
    value: forEach.serverUs,
    unit: 'µs',
    text: 'processor time of the server per drained entry, all that goes with it included',
  },
  {
    name: 'reconnectDatabaseUsPerEntry',
    value: forEach.databaseUs,
    unit: 'µs',
    text: '… and of its database',
  },
  {
    name: 'reconnectWalBytesPerEntry',
    value: forEach.walBytes,
    unit: 'B',
    text: 'write-ahead log per drained entry',
  },
  {
    name: 'reconnectCommitsPerThousand',
    value: forEach.commits * 1_000,
    unit: 'count',
    text: 'transactions per thousand drained entries, statements that stand alone included',
  },
]

function pickUpFigures({ size, quiet, busy }: Measured): Figure[] {
  return [
    {
      name: 'livePickupP50Ms',
      value: busy.p50,
      unit: 'ms',
      text: `one or two fresh entries from one of ${size.liveLockers} other lockers meanwhile, median of ${busy.count}`,
    },
    {
      name: 'livePickupP99Ms',
      value: busy.p99,
      unit: 'ms',
      text: '… and 99th percentile',
      ...(isFull(size) ? { limit: { atMost: LIVE_P99_MS_MAX } } : {}),
    },
    {
      name: 'quietPickupP99Ms',
      value: quiet.p99,
      unit: 'ms',
      text: `the same while nobody comes back, 99th percentile of ${quiet.count}`,
    },
    {
      name: 'livePickupToQuiet',
      value: busy.p99 / quiet.p99,
      unit: '×',
      text: 'the two 99th percentiles',
    },
  ]
}
