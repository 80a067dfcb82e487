import { courierFlows } from '@cubby/domain/rights/directory'
import { id, text, weeklyHours } from '@cubby/domain/shapes'
import { limits } from '@cubby/kit/limits'
import { z } from 'zod'
import { isoMoment, toldMoment } from '../../wire.ts'

export const courierFields = {
  /** Whose courier; only the network operator's keys name it, others mean their own. */
  organization: id('org').optional(),
  name: text(limits.nameCharsMax),
  /** Left out: nobody knows one yet, and his card brings it. */
  badge: text(64).optional(),
  /** Asked for beside the badge when given. */
  pin: z
    .string()
    .regex(/^[0-9]{4,8}$/)
    .optional(),
  /** From now on when left out. */
  validFrom: isoMoment.optional(),
  /** A year from the beginning when left out. */
  validUntil: isoMoment.optional(),
}

/** What limits a courier. Left out: no limit. */
export const courierLimits = {
  /** What he may do at a locker. */
  flows: z.array(z.enum(courierFlows)).min(1).max(courierFlows.length).optional(),
  /** When, by the clock of each locker's place; null: at any time. */
  hours: weeklyHours.min(1).nullable().optional(),
  /** At lockers of these segments only; null: wherever his organization works. */
  segments: z.array(id('seg')).min(1).max(20).nullable().optional(),
  /** Whose parcels, besides those of his organization; null: everybody's for whom it carries. */
  carriesFor: z.array(id('org')).max(50).nullable().optional(),
}

/** Neither badge nor PIN: they are kept only as verifiers. */
export const courier = z.strictObject({
  id: id('cur'),
  organization: id('org'),
  name: z.string(),
  hasPin: z.boolean(),
  validFrom: toldMoment,
  validUntil: toldMoment,
  revokedAt: toldMoment.nullable(),
  /** Refused by lockers until he is resumed; null: he works. */
  suspendedAt: toldMoment.nullable(),
  flows: z.array(z.enum(courierFlows)),
  hours: weeklyHours.nullable(),
  segments: z.array(id('seg')).nullable(),
  carriesFor: z.array(id('org')).nullable(),
  createdAt: toldMoment,
})
export type CourierReply = z.infer<typeof courier>
