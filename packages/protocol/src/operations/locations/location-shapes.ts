import { id, text } from '@cubby/domain/shapes'
import { limits } from '@cubby/kit/limits'
import { z } from 'zod'
import { toldMoment } from '../../wire.ts'

export const address = z.strictObject({
  line1: text(limits.nameCharsMax),
  line2: text(limits.nameCharsMax).nullable().default(null),
  postCode: text(20),
  city: text(limits.nameCharsMax),
  /** ISO 3166-1, two letters. */
  country: z.string().regex(/^[A-Z]{2}$/),
})

/** What a location is made of. */
export const locationFields = {
  name: text(limits.nameCharsMax),
  address,
  latitude: z.number().min(-90).max(90),
  longitude: z.number().min(-180).max(180),
  /** A name of the time zone database, such as `Europe/Warsaw`. */
  timeZone: z
    .string()
    .min(1)
    .max(60)
    .regex(/^[A-Za-z0-9_+\-/]+$/),
}

export const location = z.strictObject({
  id: id('loc'),
  name: z.string(),
  address: z.strictObject({
    line1: z.string(),
    line2: z.string().nullable(),
    postCode: z.string(),
    city: z.string(),
    country: z.string(),
  }),
  latitude: z.number(),
  longitude: z.number(),
  timeZone: z.string(),
  createdAt: toldMoment,
})
export type LocationReply = z.infer<typeof location>
