import { problem } from '@cubby/domain/journal/entries'
import { id } from '@cubby/domain/shapes'
import { z } from 'zod'
import { toldMoment } from '../../wire.ts'
import { lockerEvent } from '../lockers/read-events.ts'
import { doer } from '../staff/staff-shapes.ts'

export const disputeStates = ['open', 'resolved'] as const
/**
 * `handed-over`: the recipient has what is his after all; `lost`: it is gone; `unfounded`: the evidence says otherwise.
 */
export const disputeResolutions = ['handed-over', 'lost', 'unfounded', 'other'] as const

const disputeFields = {
  id: id('dsp'),
  at: toldMoment,
  locker: id('lck'),
  lockerName: z.string(),
  cell: id('cel'),
  cellName: z.string(),
  stay: id('sty'),
  shipment: id('shp').nullable(),
  /** What the person at the locker said: `empty`, `wrong`, `did-not-open`. */
  problem,
  /** Null: the entry cannot be read any more. */
  session: id('ses').nullable(),
  /** Who stood there: the recipient's right, or a courier. */
  grant: id('grn').nullable(),
  courier: id('cur').nullable(),
  state: z.enum(disputeStates),
  resolution: z.enum(disputeResolutions).nullable(),
  note: z.string().nullable(),
  resolvedAt: toldMoment.nullable(),
  resolvedBy: doer.nullable(),
}

export const dispute = z.strictObject(disputeFields)
/** With what the journal says of the cell since the deposit, oldest first. */
export const disputeWithEvidence = z.strictObject({
  ...disputeFields,
  evidence: z.array(lockerEvent),
  /** There is more than is shown. */
  evidenceIsCut: z.boolean(),
})
export type DisputeReply = z.infer<typeof dispute>
export type DisputeWithEvidence = z.infer<typeof disputeWithEvidence>
