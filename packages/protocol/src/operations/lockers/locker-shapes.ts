import { cellSpec, layout, moduleSpec } from '@cubby/domain/cells/layout'
import { serviceStates } from '@cubby/domain/machine/service'
import { id, side, text } from '@cubby/domain/shapes'
import { limits } from '@cubby/kit/limits'
import { z } from 'zod'
import { toldMoment } from '../../wire.ts'

/** A layout as it is drawn up: the server gives each cell its id. */
export const newLayout = z.strictObject({
  modules: z
    .array(
      moduleSpec.extend({
        cells: z.array(cellSpec.omit({ id: true })).max(limits.cellsPerLockerMax),
      }),
    )
    .min(1)
    .max(limits.modulesPerLockerMax),
})

export const lockerFields = {
  location: id('loc'),
  name: text(limits.nameCharsMax),
  layout: newLayout,
}
export type NewLayout = z.infer<typeof newLayout>

/** In words for the API: `never` heard of, `online`, `silent` for minutes, `forked` (see `link` of a locker). */
export const linkStates = ['never', 'online', 'silent', 'forked'] as const
export type LinkState = (typeof linkStates)[number]

const lockerSummaryFields = {
  id: id('lck'),
  location: id('loc'),
  /** Where it stands, as its location says. */
  place: z.strictObject({
    name: z.string(),
    city: z.string(),
    latitude: z.number(),
    longitude: z.number(),
  }),
  name: z.string(),
  cells: z.int(),
  /** Whether it takes parcels, since when, and why not. */
  service: z.enum(serviceStates),
  serviceSince: toldMoment.nullable(),
  serviceReason: z.string().nullable(),
  /** The locker model that it was established from; null: its layout was given. */
  model: z.strictObject({ id: id('mdl'), version: z.int() }).nullable(),
  /** When its device handed over its key; null: no device yet. */
  enrolledAt: toldMoment.nullable(),
  deviceVersion: z.string().nullable(),
  lastSeenAt: toldMoment.nullable(),
  /** `never`: not heard of yet; `forked`: its journal contradicts itself and is refused. */
  link: z.enum(linkStates),
  createdAt: toldMoment,
}

export const lockerSummary = z.strictObject(lockerSummaryFields)
export const locker = z.strictObject({ ...lockerSummaryFields, layout, layoutVersion: z.int() })

/** What the locker last told of a cell. Door, contents and fitness are three facts; unknown is never closed. */
export const cellReply = z.strictObject({
  cell: id('cel'),
  name: z.string(),
  type: z.string(),
  /** Of an earlier layout: it goes when it is empty. */
  isLeaving: z.boolean(),
  doors: z.array(
    z.strictObject({
      side,
      door: z.enum(['open', 'closed', 'unknown']),
      since: toldMoment.nullable(),
    }),
  ),
  use: z.enum(['free', 'reserved', 'occupied']),
  /** What is inside, where the key may know it. */
  stay: id('sty').nullable(),
  service: z.strictObject({
    kind: z.enum(['ok', 'blocked', 'faulty']),
    reason: z.string().nullable(),
  }),
})

export type LockerReply = z.infer<typeof locker>
export type LockerSummary = z.infer<typeof lockerSummary>
export type CellReply = z.infer<typeof cellReply>
