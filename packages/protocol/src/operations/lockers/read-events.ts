import { id } from '@cubby/domain/shapes'
import { idPattern } from '@cubby/kit/ids'
import { limits } from '@cubby/kit/limits'
import { z } from 'zod'
import { defineOperation } from '../../operation.ts'
import { toldMoment } from '../../wire.ts'

/** A place in a locker's journals: `jrn_….42`. */
const place = z.string().regex(new RegExp(`^jrn_${idPattern.source}[.][1-9][0-9]{0,14}$`))

/** An entry of a locker's journal as people read it. */
export const lockerEvent = z.strictObject({
  journal: id('jrn'),
  seq: z.int(),
  /** By the locker's clock; order comes from the place in the journal alone. */
  at: toldMoment,
  /** False: the locker's clock was not set right at the time. */
  clockSynced: z.boolean(),
  receivedAt: toldMoment,
  /** The type of the entry, such as `door.opened`. */
  kind: z.string(),
  cell: id('cel').nullable(),
  stay: id('sty').nullable(),
  session: id('ses').nullable(),
  courier: id('cur').nullable(),
  grant: id('grn').nullable(),
  command: id('cmd').nullable(),
  /** The rest of what the entry says. */
  detail: z.record(z.string(), z.unknown()),
})
export type LockerEventReply = z.infer<typeof lockerEvent>

/** A page may hold fewer than asked for, even none, while `next` says that there is more to look through. */
export const readLockerEvents = defineOperation({
  id: 'locker.events',
  method: 'GET',
  path: '/v1/lockers/:locker/events',
  summary: 'Read what a locker wrote into its journal, latest first',
  scope: 'operations:read',
  narrow: 'locker',
  params: z.strictObject({ locker: id('lck') }),
  query: z.strictObject({
    cell: id('cel').optional(),
    /** A type such as `door.opened`, or all of a kind: `door`. */
    kind: z
      .string()
      .max(40)
      .regex(/^[a-z]+([.][a-z-]+)?$/)
      .optional(),
    /** `next` of the page before. */
    before: place.optional(),
    limit: z.coerce.number().int().min(1).max(limits.listPageMax).default(limits.listPageDefault),
  }),
  body: null,
  status: 200,
  reply: z.strictObject({ items: z.array(lockerEvent), next: place.nullable() }),
})
