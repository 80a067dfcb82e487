import { idPattern, type IdPrefix } from '@cubby/kit/ids'
import { limits } from '@cubby/kit/limits'
import { z } from 'zod'

/** A well-formed id with this prefix. */
export const id = <P extends IdPrefix>(prefix: P) =>
  z
    .templateLiteral([`${prefix}_`, z.string().regex(idPattern)])
    .meta({ description: `an id \`${prefix}_…\`` })

/** A text a person typed: bounded, without control characters, trimmed, never empty. */
export const text = (charsMax: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(charsMax)
    // Control characters break labels, logs and terminals; a lone surrogate is not text at all.
    .regex(/^[^\p{Cc}\p{Cs}]*$/u, 'must not contain control characters')

/**
 * A name that strangers will read: besides that without marks that hide in it, or turn the direction of what stands around it
 * (UAX #9), such as an override that makes "gnp.exe" of "exe.png".
 */
export const plainText = (charsMax: number) =>
  text(charsMax).regex(
    /^[^\u200b\u2028-\u202e\u2060-\u2069\ufeff]*$/u,
    'must not contain invisible marks',
  )

/** Milliseconds since 1970; lockers may report 1970 itself when their clock was never set. */
export const instantMs = z.int().min(0).max(4_102_444_800_000)

export const label = text(limits.labelCharsMax)
export const side = z.enum(['front', 'back'])
/** What a cell may be used for, and what a stay is for. */
export const purposes = [
  'delivery',
  'c2c',
  'return',
  'service',
  'storage',
  'charging',
  'vending',
  'equipment',
  'handover',
] as const
export const purpose = z.enum(purposes)
/** A day of the week as ISO 8601 counts: 1 is Monday. */
const weekday = z.int().min(1).max(7)
const minuteOfDay = z.int().min(0).max(1_440)
/** Hours that come again every week, by the clock of the place; what ends before it begins goes past midnight. */
export const weeklyHours = z
  .array(z.strictObject({ day: weekday, fromMinute: minuteOfDay, toMinute: minuteOfDay }))
  .max(50)
export type WeeklyHours = z.infer<typeof weeklyHours>
export const millimetres = z.int().min(1).max(limits.parcelSideMmMax)
export const size = z.strictObject({ height: millimetres, width: millimetres, depth: millimetres })
