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

/** Milliseconds since 1970; lockers may report 1970 itself when their clock was never set. */
export const instantMs = z.int().min(0).max(4_102_444_800_000)

export const label = text(limits.labelCharsMax)
export const side = z.enum(['front', 'back'])
export const purpose = z.enum(['delivery'])
export const millimetres = z.int().min(1).max(limits.parcelSideMmMax)
export const size = z.strictObject({ height: millimetres, width: millimetres, depth: millimetres })
