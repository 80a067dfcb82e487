import { tariffTerms } from '@cubby/domain/tariffs/tariff'
import { id, text } from '@cubby/domain/shapes'
import { limits } from '@cubby/kit/limits'
import { z } from 'zod'
import { isoMoment, toldMoment } from '../../wire.ts'

export const tariffName = text(limits.nameCharsMax)
/** Counted from 1; a stay keeps the version under which it began. */
export const tariffVersion = z.int().min(1).max(limits.tariffVersionsMax)
/** From when it holds (left out: from now), and until when (null: until a later version holds). */
export const validity = {
  validFrom: isoMoment.optional(),
  validUntil: isoMoment.nullable().optional(),
}

const toldValidity = { validFrom: toldMoment, validUntil: toldMoment.nullable() }

export const tariff = z.strictObject({
  id: id('trf'),
  /** Null: the network operator's, which all organizations may see. */
  organization: id('org').nullable(),
  name: z.string(),
  /** The latest version, with its validity. */
  version: z.int(),
  ...toldValidity,
  currency: z.string(),
  createdAt: toldMoment,
  /** Not for new offers any more; what began under it goes on. */
  retiredAt: toldMoment.nullable(),
})
export type TariffReply = z.infer<typeof tariff>

/** With the terms of one version, and what other versions there are. */
export const tariffInFull = tariff.extend({
  terms: tariffTerms,
  versions: z.array(z.strictObject({ version: z.int(), ...toldValidity, createdAt: toldMoment })),
})
export type TariffInFull = z.infer<typeof tariffInFull>
