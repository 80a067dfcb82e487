import { id, millimetres, text } from '@cubby/domain/shapes'
import { limits } from '@cubby/kit/limits'
import { z } from 'zod'
import {
  address,
  closures,
  directions,
  hoursText,
  locationCode,
  locationFields,
  locationStatuses,
  timeZone,
} from '../locations/location-shapes.ts'

/** A locker as a file tells of it: of a model, or as so many cells of each size. */
const importedLocker = z.strictObject({
  name: text(limits.nameCharsMax),
  /** The name of a locker model. */
  model: text(limits.nameCharsMax).optional(),
  cells: z
    .array(
      z.strictObject({
        type: text(20),
        count: z.int().min(1).max(limits.cellsPerLockerMax),
        height: millimetres,
        width: millimetres,
        depth: millimetres,
      }),
    )
    .min(1)
    .max(limits.modulesPerLockerMax)
    .optional(),
})

/**
 * One place of a file. It is found again by its `id`, or by its `code`; what is left out stays as it is. A new place needs name,
 * line1, postCode, city, country and coordinates.
 */
export const importRow = z.strictObject({
  id: id('loc').optional(),
  code: locationCode.nullable().optional(),
  name: locationFields.name.optional(),
  line1: address.shape.line1.optional(),
  line2: text(limits.nameCharsMax).nullable().optional(),
  postCode: address.shape.postCode.optional(),
  city: address.shape.city.optional(),
  country: address.shape.country.optional(),
  latitude: locationFields.latitude.optional(),
  longitude: locationFields.longitude.optional(),
  timeZone: timeZone.optional(),
  openingHours: hoursText.nullable().optional(),
  courierHours: hoursText.nullable().optional(),
  closures: closures.optional(),
  directions: directions.optional(),
  status: z.enum(locationStatuses).optional(),
  lockers: z.array(importedLocker).max(limits.importLockersPerRowMax).optional(),
})
export type ImportRow = z.infer<typeof importRow>
export type ImportedLocker = z.infer<typeof importedLocker>

/** `csv` and `lines` are what `network.export` writes; `points` is a feed of pick-up points. */
export const importFormats = ['csv', 'lines', 'points'] as const
export type ImportFormat = (typeof importFormats)[number]
export const importResults = ['create', 'change', 'same', 'refused'] as const
export type ImportResult = (typeof importResults)[number]

const note = z.strictObject({
  /** A row with a refusal is not taken; with a warning it is. */
  level: z.enum(['warning', 'refusal']),
  /** Stable, for programs. */
  code: z.string(),
  /** Which column or field. */
  field: z.string(),
  detail: z.string(),
})
export type ImportNote = z.infer<typeof note>

export const importReport = z.strictObject({
  rows: z.int(),
  counts: z.strictObject({
    create: z.int(),
    change: z.int(),
    same: z.int(),
    refused: z.int(),
    /** Lockers that are put up with it. */
    newLockers: z.int(),
  }),
  /** How often each code was noted, the most frequent first. */
  codes: z.array(z.strictObject({ code: z.string(), level: note.shape.level, rows: z.int() })),
  items: z.array(
    z.strictObject({
      /** The line of the file on which it begins. */
      row: z.int(),
      code: z.string().nullable(),
      name: z.string().nullable(),
      city: z.string().nullable(),
      result: z.enum(importResults),
      location: id('loc').nullable(),
      notes: z.array(note),
    }),
  ),
})
export type ImportReport = z.infer<typeof importReport>

/** What both operations take. */
export const importQuery = z.strictObject({ format: z.enum(importFormats) })
export const importFile = {
  types: ['text/csv', 'application/x-ndjson'],
  bytesMax: limits.importBytesMax,
} as const
