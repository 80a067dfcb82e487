import { lockerProblemCodes, moduleProblemCodes } from '@cubby/domain/constructor/design-problem'
import { text } from '@cubby/domain/shapes'
import { limits } from '@cubby/kit/limits'
import { z } from 'zod'
import { toldMoment } from '../../wire.ts'
import { doer } from '../staff/staff-shapes.ts'

export const modelName = text(limits.nameCharsMax)
/** Versions are counted from 1, and none is ever changed. */
export const version = z.int().min(1).max(limits.modelVersionsMax)
/** What was changed and why, for those who look through the versions. */
export const versionNote = text(500).nullable().default(null)

/** What is wrong with a design. An `error` keeps it from being released; `values` are the figures and names in `detail`. */
export const designProblem = z.strictObject({
  level: z.enum(['error', 'warning']),
  code: z.enum([...moduleProblemCodes, ...lockerProblemCodes]),
  pointer: z.string(),
  detail: z.string(),
  values: z.record(z.string(), z.union([z.string(), z.number()])),
})

/** One version of a model, without its drawing. */
export const modelVersion = z.strictObject({
  version,
  note: z.string().nullable(),
  madeAt: toldMoment,
  madeBy: doer,
  /** Null: a draft. */
  releasedAt: toldMoment.nullable(),
  releasedBy: doer.nullable(),
})
export type ModelVersionReply = z.infer<typeof modelVersion>

/** Newest version first. */
export const modelVersions = z.strictObject({ items: z.array(modelVersion) })

export const modelFields = {
  name: z.string(),
  /** The newest version, draft or not. */
  latestVersion: version,
  /** The newest version that is released; null: none is. */
  releasedVersion: version.nullable(),
  createdAt: toldMoment,
  changedAt: toldMoment,
}
