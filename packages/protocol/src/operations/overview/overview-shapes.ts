import { id } from '@cubby/domain/shapes'
import { z } from 'zod'
import { toldMoment } from '../../wire.ts'

const count = z.int().min(0)

const lockerCounts = z.strictObject({
  online: count,
  silent: count,
  forked: count,
  never: count,
})

/** Of the cells that lockers have told of, and those of lockers that have told nothing yet (free and well). */
const cellCounts = z.strictObject({
  total: count,
  use: z.strictObject({ free: count, reserved: count, occupied: count }),
  service: z.strictObject({ ok: count, blocked: count, faulty: count }),
})

const lockerOccupancy = z.strictObject({
  locker: id('lck'),
  name: z.string(),
  cells: count,
  /** Reserved for a deposit that is under way, or holding something. */
  used: count,
  /** Blocked or faulty. */
  outOfUse: count,
})

/** The network at a glance. Counts may be some seconds old: see `asOf`. */
export const overview = z.strictObject({
  asOf: toldMoment,
  lockers: lockerCounts,
  cells: cellCounts,
  /** The fullest lockers first, at most fifty. */
  occupancy: z.array(lockerOccupancy),
  parcels: z.strictObject({
    /** When today began. */
    since: toldMoment,
    announced: count,
    stored: count,
    collected: count,
    /** Inside past the end of their storage time, now. */
    overdue: count,
  }),
  /** Not acknowledged yet, the most frequent kind first. */
  alarms: z.array(z.strictObject({ kind: z.string(), count })),
  disputes: z.strictObject({ open: count }),
  messages: z.strictObject({ queued: count, failed: count }),
})
export type OverviewReply = z.infer<typeof overview>
