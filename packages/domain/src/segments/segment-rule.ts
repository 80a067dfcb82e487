import { limits } from '@cubby/kit/limits'
import { z } from 'zod'
import { id, text } from '../shapes.ts'

const VALUES_MAX = 200
const oneOf = <Item extends z.ZodType>(item: Item) => z.array(item).min(1).max(VALUES_MAX)
const words = oneOf(text(limits.nameCharsMax))

/** One thing that is true of a locker or not. Texts are compared without regard to case. */
export const segmentCondition = z.discriminatedUnion('of', [
  z.strictObject({ of: z.literal('country'), in: oneOf(z.string().regex(/^[A-Z]{2}$/)) }),
  z.strictObject({ of: z.literal('city'), in: words }),
  z.strictObject({ of: z.literal('post-code'), startsWith: oneOf(text(20)) }),
  z.strictObject({ of: z.literal('time-zone'), in: oneOf(text(60)) }),
  z.strictObject({ of: z.literal('model'), in: oneOf(id('mdl')) }),
  /** Of the locker or of its location. */
  z.strictObject({ of: z.literal('name'), contains: text(limits.nameCharsMax) }),
  z.strictObject({ of: z.literal('cells'), atLeast: z.int().min(1).max(limits.cellsPerLockerMax) }),
  z.strictObject({
    of: z.literal('distance'),
    withinKm: z.number().positive().max(20_000),
    latitude: z.number().min(-90).max(90),
    longitude: z.number().min(-180).max(180),
  }),
])

/** Which lockers belong to a segment: those of which all, or any, of the conditions are true. */
export const segmentRule = z.strictObject({
  match: z.enum(['all', 'any']),
  conditions: z.array(segmentCondition).min(1).max(limits.segmentConditionsMax),
})

export type SegmentCondition = z.infer<typeof segmentCondition>
export type SegmentRule = z.infer<typeof segmentRule>
