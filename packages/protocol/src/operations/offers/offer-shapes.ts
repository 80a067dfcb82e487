import { id, purpose, purposes, text } from '@cubby/domain/shapes'
import { limits } from '@cubby/kit/limits'
import { z } from 'zod'
import { locale, toldMoment } from '../../wire.ts'

/** What a person can start at a locker without a prior order. */
export const offerKinds = ['store', 'charge', 'buy', 'send', 'return', 'hand-in', 'rent'] as const
export type OfferKind = (typeof offerKinds)[number]

/** What the tile says, per language. */
const offerNames = z
  .array(z.strictObject({ language: locale, name: text(60) }))
  .min(1)
  .max(20)

export const offerFields = {
  kind: z.enum(offerKinds),
  names: offerNames,
  /** Null: it costs nothing. */
  tariff: id('trf').nullable(),
  /** Purposes of cells that it may use; none: those that go with its kind. */
  purposes: z.array(purpose).max(purposes.length),
  /** Where; none: in the whole network. */
  segments: z.array(id('seg')).max(limits.offerSegmentsMax),
  isOn: z.boolean(),
}

export const offer = z.strictObject({
  id: id('ofr'),
  /** Null: the network operator's. */
  organization: id('org').nullable(),
  ...offerFields,
  createdAt: toldMoment,
})
export type OfferReply = z.infer<typeof offer>
