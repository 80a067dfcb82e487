import { id, text, weeklyHours } from '@cubby/domain/shapes'
import { limits } from '@cubby/kit/limits'
import { z } from 'zod'
import { isoMoment, locale, toldMoment } from '../../wire.ts'

export const address = z.strictObject({
  line1: text(limits.nameCharsMax),
  line2: text(limits.nameCharsMax).nullable().default(null),
  postCode: text(20),
  city: text(limits.nameCharsMax),
  /** ISO 3166-1, two letters. */
  country: z.string().regex(/^[A-Z]{2}$/),
})

export const locationStatuses = ['planned', 'open', 'closed'] as const
export type LocationStatus = (typeof locationStatuses)[number]

/** Opening hours in OSM syntax, such as `Mo-Fr 09:00-18:00; PH off`. */
export const hoursText = text(limits.hoursCharsMax)

/** Shut for a time, whatever the hours say. */
const closure = z
  .strictObject({
    from: isoMoment,
    /** Null: until further notice. */
    until: isoMoment.nullable(),
    reason: text(limits.nameCharsMax),
  })
  .refine(({ from, until }) => until === null || Date.parse(from) < Date.parse(until), {
    path: ['until'],
    error: 'must come after the beginning',
  })
  .meta({
    examples: [
      { from: '2026-07-01T10:00:00Z', until: '2026-07-02T10:00:00Z', reason: 'Renovation' },
    ],
  })
export const closures = z.array(closure).max(limits.closuresPerLocationMax)

/** How to find the place, by language. */
export const directions = z
  .record(locale, text(limits.directionsCharsMax))
  .refine((texts) => Object.keys(texts).length <= limits.directionLanguagesMax, {
    error: `at most ${limits.directionLanguagesMax} languages`,
  })

/** The operator's own number of a place. */
export const locationCode = text(60)

/** A name of the time zone database, such as `Europe/Warsaw`. */
export const timeZone = z
  .string()
  .min(1)
  .max(60)
  .regex(/^[A-Za-z0-9_+\-/]+$/)

/** What a location is made of. */
export const locationFields = {
  name: text(limits.nameCharsMax),
  /** The operator's own number; no two places have the same. */
  code: locationCode.nullable().default(null),
  address,
  latitude: z.number().min(-90).max(90),
  longitude: z.number().min(-180).max(180),
  /** Left out: as the coordinates say. */
  timeZone: timeZone.optional(),
  /** When people can get in; null: nobody has told. */
  openingHours: hoursText.nullable().default(null),
  /** When couriers can get in; null: as everybody. */
  courierHours: hoursText.nullable().default(null),
  closures: closures.default([]),
  directions: directions.default({}),
  status: z.enum(locationStatuses).default('open'),
}

export const photoTypes = ['image/jpeg', 'image/png', 'image/webp'] as const
export type PhotoType = (typeof photoTypes)[number]

export const photo = z.strictObject({
  id: id('pho'),
  type: z.enum(photoTypes),
  bytes: z.int(),
  createdAt: toldMoment,
})

export const location = z.strictObject({
  id: id('loc'),
  name: z.string(),
  code: z.string().nullable(),
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
  openingHours: z.string().nullable(),
  courierHours: z.string().nullable(),
  closures: z.array(
    z.strictObject({ from: toldMoment, until: toldMoment.nullable(), reason: z.string() }),
  ),
  directions: z.record(z.string(), z.string()),
  status: z.enum(locationStatuses),
  /** Reckoned from status, hours and closures; null: nobody has told the hours. */
  openNow: z.boolean().nullable(),
  /** When `openNow` turns; null: not in sight. */
  nextChange: toldMoment.nullable(),
  /** The hours of a usual week, by the clock of the place; holidays and other exceptions are not in it. */
  week: weeklyHours.nullable(),
  courierWeek: weeklyHours.nullable(),
  /** How many lockers stand there. */
  lockers: z.int(),
  photos: z.array(photo),
  createdAt: toldMoment,
})
export type LocationReply = z.infer<typeof location>
export type PhotoReply = z.infer<typeof photo>
