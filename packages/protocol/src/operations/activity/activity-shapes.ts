import { id, text } from '@cubby/domain/shapes'
import { idPattern } from '@cubby/kit/ids'
import { z } from 'zod'
import { isoMoment, searchText, toldMoment } from '../../wire.ts'

/** `do`: something was asked of the thing, such as to open a door; `read`: staff read what tells of people. */
export const activityKinds = ['create', 'change', 'delete', 'do', 'read', 'sign-in'] as const

/** The id of anything that has one. */
export const anyId = z
  .string()
  .regex(new RegExp(`^[a-z]{3}_${idPattern.source}$`))
  .meta({ description: 'an id such as `lck_…`' })

const details = z.record(z.string(), z.unknown()).nullable()

/** Something that somebody did. */
export const activityRow = z.strictObject({
  id: id('act'),
  at: toldMoment,
  /** Of the API, such as `organization.update`, or `staff.sign-in` and the like. */
  operation: z.string(),
  what: z.enum(activityKinds),
  by: z.strictObject({
    kind: z.enum(['staff', 'key', 'system']),
    /** Null: the server by itself, or somebody unknown. */
    id: z.union([id('stf'), id('key')]).nullable(),
    name: z.string().nullable(),
    organization: id('org').nullable(),
  }),
  /** Where from; told to those only who may see the doer himself. */
  address: z.string().nullable(),
  agent: z.string().nullable(),
  thing: z.string().nullable(),
  /** Whose thing it is; null: the network's. */
  organization: id('org').nullable(),
  /** Of a change what differs only. */
  before: details,
  after: details,
  reason: z.string().nullable(),
  /** Its place in the chain, and its hash; null for the moment until it is sealed. */
  seq: z.int().nullable(),
  hash: z.string().nullable(),
  /** Its details were erased; the row that says so. */
  erasedBy: id('act').nullable(),
})
export type ActivityReply = z.infer<typeof activityRow>

export const activityFilters = {
  /** Whose things; others than the network operator see their own only. */
  organization: id('org').optional(),
  doer: z.union([id('stf'), id('key')]).optional(),
  thing: anyId.optional(),
  operation: text(80).optional(),
  what: z.enum(activityKinds).optional(),
  since: isoMoment.optional(),
  until: isoMoment.optional(),
  /** Words of the reason. */
  q: searchText.optional(),
}
