import { segmentRule } from '@cubby/domain/segments/segment-rule'
import { id, text } from '@cubby/domain/shapes'
import { limits } from '@cubby/kit/limits'
import { z } from 'zod'
import { toldMoment } from '../../wire.ts'

export const segmentFields = {
  name: text(limits.nameCharsMax),
  /** Null: its lockers are chosen by hand. */
  rule: segmentRule.nullable().default(null),
  /** Of two segments that say different things of a locker the one with the higher rank wins. */
  rank: z.int().min(0).max(1_000).default(0),
}

export const segment = z.strictObject({
  id: id('seg'),
  name: z.string(),
  rule: segmentRule.nullable(),
  rank: z.int(),
  /** How many lockers belong to it. */
  lockers: z.int(),
  createdAt: toldMoment,
})
export type SegmentReply = z.infer<typeof segment>
