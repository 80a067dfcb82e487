import { id } from '@cubby/domain/shapes'
import { limits } from '@cubby/kit/limits'
import { z } from 'zod'

const several = <P extends 'seg' | 'lck'>(prefix: P, max: number) =>
  z.array(id(prefix)).min(1).max(max)

/** Whose things a person of the staff may deal with, as far as the role goes. */
export const reach = z.discriminatedUnion('kind', [
  /** Everybody's, for the network operator. */
  z.strictObject({ kind: z.literal('network') }),
  /** Those of one organization, as its own staff: as its keys may. */
  z.strictObject({ kind: z.literal('organization'), organization: id('org') }),
  /** Those of the lockers that belong to these segments at the time. */
  z.strictObject({
    kind: z.literal('segments'),
    segments: several('seg', limits.reachSegmentsMax),
  }),
  z.strictObject({ kind: z.literal('lockers'), lockers: several('lck', limits.reachLockersMax) }),
])
export type Reach = z.infer<typeof reach>
export type ReachKind = Reach['kind']
