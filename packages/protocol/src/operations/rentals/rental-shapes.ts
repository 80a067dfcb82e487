import { id, text } from '@cubby/domain/shapes'
import { limits } from '@cubby/kit/limits'
import { z } from 'zod'
import { isoMoment, toldMoment } from '../../wire.ts'

/** What the rental of all its cells costs in a month or a week, in minor units of the currency. */
export const rentalPrice = z.strictObject({
  amount: z.int().min(0).max(limits.moneyMax),
  currency: z.string().regex(/^[A-Z]{3}$/),
  per: z.enum(['month', 'week']),
})

const quota = z.int().min(1).max(limits.cellsPerLockerMax)
export const rentalNote = text(limits.staffNoteCharsMax)

export const rentalFields = {
  organization: id('org'),
  locker: id('lck'),
  cells: z.array(id('cel')).min(1).max(limits.cellsPerLockerMax),
  /** From now on when left out. */
  from: isoMoment.optional(),
  until: isoMoment,
  price: rentalPrice,
  /** At most so many of the cells in use at a time; left out or null: all. */
  quota: quota.nullable().optional(),
  /** May use everybody's cells too when its own will not do. Left out: yes, but for tenants no. */
  commonCells: z.boolean().optional(),
  note: rentalNote.nullable().optional(),
}

export const rentalStates = ['to-come', 'running', 'over'] as const

/** Cells that belong to a tenant for a time. */
export const rental = z.strictObject({
  id: id('rnt'),
  organization: id('org'),
  locker: id('lck'),
  cells: z.array(id('cel')),
  from: toldMoment,
  /** When it ends, or ended before its time. */
  until: toldMoment,
  state: z.enum(rentalStates),
  price: rentalPrice.extend({ amount: z.int() }),
  quota: z.int().nullable(),
  commonCells: z.boolean(),
  note: z.string().nullable(),
  /** Ended before its time: when somebody did so, and why. */
  endedAt: toldMoment.nullable(),
  endReason: z.string().nullable(),
  createdAt: toldMoment,
})
export type RentalReply = z.infer<typeof rental>

/** The period of a report: at most about a year, so that it is read in one go. */
export const reportPeriod = { from: isoMoment, until: isoMoment }

/** How a rental was used in a period, and what is due for it. */
export const rentalReport = z.strictObject({
  rental: id('rnt'),
  from: toldMoment,
  until: toldMoment,
  /** Milliseconds of the period in which the rental ran. */
  ranMs: z.int(),
  cells: z.array(
    z.strictObject({
      cell: id('cel'),
      name: z.string(),
      stays: z.int(),
      usedMs: z.int(),
    }),
  ),
  stays: z.int(),
  /** Of all cells together. */
  usedMs: z.int(),
  /** Of the time that the cells were there, 0 to 1; null when the rental did not run. */
  usedShare: z.number().nullable(),
  /** The most cells in use at one moment. */
  peak: z.int(),
  quota: z.int().nullable(),
  /** For the period: whole months or weeks in full, parts by their length; rounded once, half up. */
  due: z.strictObject({ amount: z.int(), currency: z.string() }),
})
export type RentalReport = z.infer<typeof rentalReport>
