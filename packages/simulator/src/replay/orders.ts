import { hours, type Instant, later, type Millis, minutes } from '@cubby/kit/clock'
import { type Prng, prng } from '@cubby/kit/prng'
import type { Grams, Size } from '@cubby/kit/units'
import type { ReplayOptions } from './options.ts'
import { type ParcelRow, readParcels, type RefusedRow } from './read-parcels.ts'

export type OrderParcel = {
  line: number
  label: string
  size: Size
  grams: Grams
  /** All labels of the shipment. */
  together: readonly string[]
}

/** What one recipient gets from one shop at one locker. */
export type Order = {
  reference: string
  /** Which machine, from 0. */
  locker: number
  announcedAt: Instant
  phone: string
  parcels: OrderParcel[]
  habits: Habits
}

/** How this recipient behaves; drawn once, so that a seed repeats a person. */
export type Habits = {
  /** From the message to the visit; null: never comes. */
  dwell: Millis | null
  usesQr: boolean
  mistypesFirst: boolean
  /** How long the door stands open. */
  doorOpenFor: Millis
  opensAgain: boolean
}

export type DayFile = { orders: Order[]; parcelsRead: number; refused: RefusedRow[] }

/** The orders of the chosen days, each repeated as often as asked; rows of one order are one shipment. */
export async function readOrders(options: ReplayOptions): Promise<DayFile> {
  const rows: ParcelRow[] = []
  const refused: RefusedRow[] = []
  for await (const read of readParcels(options.parcels)) {
    if (!read.ok) refused.push(read.refused)
    else if (isChosen(read.row, options)) rows.push(read.row)
  }
  const chance = prng(options.seed)
  const orders: Order[] = []
  for (let copy = 1; copy <= options.multiply; copy++)
    for (const [orderId, group] of Map.groupBy(rows, (row) => row.orderId)) {
      const reference = copy === 1 ? orderId : `${orderId}-${copy}`
      orders.push(orderOf(reference, copy, group, options, chance.split(reference)))
    }
  orders.sort((one, other) => one.announcedAt - other.announcedAt)
  orders.forEach((order, i) => (order.phone = `+4850${String(i).padStart(7, '0')}`))
  // Rows that make no sense carry no date to choose them by: they are always reported, once per copy.
  const refusedRows = Array.from({ length: options.multiply }, () => refused).flat()
  return {
    orders,
    parcelsRead: rows.length * options.multiply + refusedRows.length,
    refused: refusedRows,
  }
}

const isChosen = (row: ParcelRow, { from, until }: ReplayOptions) =>
  row.announcedAt !== null && row.announcedAt >= from && row.announcedAt < until

function orderOf(
  reference: string,
  copy: number,
  rows: ParcelRow[],
  options: ReplayOptions,
  chance: Prng,
): Order {
  const announcedAt = rows.reduce(
    (first, row) => Math.min(first, row.announcedAt ?? first),
    Number.MAX_SAFE_INTEGER,
  )
  return {
    reference,
    locker: chance.split('locker').int(0, options.lockers - 1),
    announcedAt: announcedAt as Instant,
    phone: '',
    parcels: rows.map((row) => ({
      line: row.line,
      size: row.size,
      grams: row.grams,
      label: labelOf(row, copy),
      together: rows.map((each) => labelOf(each, copy)),
    })),
    habits: habitsOf(chance.split('habits')),
  }
}

const labelOf = ({ parcelNo }: ParcelRow, copy: number) =>
  `CB${parcelNo.padStart(8, '0')}${copy === 1 ? '' : `X${copy}`}`

/**
 * Most people come within a day, half of them the same evening or the next morning, a few never. A long-tailed
 * (log-normal) wait with a median of nine hours has the mean of 15.5 hours that was observed (field.md, "Dwell").
 */
function habitsOf(chance: Prng): Habits {
  const wait = Math.exp(Math.log(9) + 1.04 * normal(chance))
  return {
    dwell: chance.chance(0.03) ? null : (Math.min(hours(wait), hours(24 * 20)) as Millis),
    usesQr: chance.chance(0.25),
    mistypesFirst: chance.chance(0.08),
    doorOpenFor: chance.chance(0.03)
      ? minutes(chance.int(4, 30))
      : ((chance.int(6, 45) * 1_000) as Millis),
    opensAgain: chance.chance(0.04),
  }
}

/** A draw from the normal distribution (Box and Muller). */
const normal = (chance: Prng) =>
  Math.sqrt(-2 * Math.log(1 - chance.next())) * Math.cos(2 * Math.PI * chance.next())

/** When couriers come to a machine: a morning and an afternoon round each day, never on the minute. */
export function roundsOf(locker: number, options: ReplayOptions, through: Instant): Instant[] {
  const chance = prng(`${options.seed}/rounds/${locker}`)
  const rounds: Instant[] = []
  for (let day = options.from; day <= through; day = later(day, hours(24)))
    for (const hour of [8, 14])
      rounds.push(later(day, (hours(hour) + minutes(chance.int(0, 100))) as Millis))
  return rounds
}

export type Outage = { from: Instant; until: Instant }

/** When a machine's link is down: about every third day, from minutes to most of a day. */
export function outagesOf(locker: number, options: ReplayOptions): Outage[] {
  if (!options.outages) return []
  const chance = prng(`${options.seed}/outages/${locker}`)
  const outages: Outage[] = []
  for (let at = options.from; at < options.until;) {
    at = later(at, hours(chance.int(12, 96)))
    const until = later(
      at,
      chance.chance(0.3) ? hours(chance.int(6, 20)) : minutes(chance.int(3, 240)),
    )
    outages.push({ from: at, until })
    at = until
  }
  return outages
}
