import { id, text } from '@cubby/domain/shapes'
import { limits } from '@cubby/kit/limits'
import { z } from 'zod'
import { isoMoment, toldMoment } from '../../wire.ts'

export const courierFields = {
  /** Whose courier; only the network operator's keys name it, others mean their own. */
  organization: id('org').optional(),
  name: text(limits.nameCharsMax),
  badge: text(64),
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

/** Neither badge nor PIN: they are kept only as verifiers. */
export const courier = z.strictObject({
  id: id('cur'),
  organization: id('org'),
  name: z.string(),
  hasPin: z.boolean(),
  validFrom: toldMoment,
  validUntil: toldMoment,
  revokedAt: toldMoment.nullable(),
  createdAt: toldMoment,
})
export type CourierReply = z.infer<typeof courier>
