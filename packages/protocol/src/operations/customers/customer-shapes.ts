import { id, text } from '@cubby/domain/shapes'
import { limits } from '@cubby/kit/limits'
import { z } from 'zod'
import { email, locale, phone, toldMoment } from '../../wire.ts'

/** What a customer has agreed to. */
const consents = z.strictObject({
  /** Messages besides those that a parcel of his needs. */
  messages: z.boolean(),
  /** Parcels that were meant for his door may go to a locker. */
  lockerDelivery: z.boolean(),
})

export const customerFields = {
  name: text(limits.nameCharsMax),
  phone: phone.nullable().default(null),
  email: email.nullable().default(null),
  locale: locale.default('en'),
  consents: consents.default({ messages: false, lockerDelivery: false }),
  notes: text(limits.textCharsMax).nullable().default(null),
}
/** What is left out stays as it is. */
export const customerChanges = {
  name: customerFields.name.optional(),
  phone: phone.nullable().optional(),
  email: email.nullable().optional(),
  locale: locale.optional(),
  consents: consents.partial().optional(),
  notes: text(limits.textCharsMax).nullable().optional(),
}

export const customer = z.strictObject({
  id: id('cst'),
  /** Null: the customer was erased, and with the name everything that told of him. */
  name: z.string().nullable(),
  phone: z.string().nullable(),
  email: z.string().nullable(),
  locale: z.string(),
  consents,
  notes: z.string().nullable(),
  createdAt: toldMoment,
  changedAt: toldMoment,
  erasedAt: toldMoment.nullable(),
})
export type CustomerReply = z.infer<typeof customer>

/** Why somebody's data goes; it is kept, so it should not name him. */
export const erasureReason = text(300)
