import { lockerDesign } from '@cubby/domain/constructor/locker-design'
import { moduleDesign } from '@cubby/domain/constructor/module-design'
import { id } from '@cubby/domain/shapes'
import { z } from 'zod'
import { designProblem, modelFields, modelVersion, version } from './model-shapes.ts'

const summaryFields = {
  id: id('mdl'),
  ...modelFields,
  /** Of the newest version, as are the figures that follow. */
  widthMm: z.int(),
  modules: z.int(),
  cells: z.int(),
  twoSided: z.boolean(),
  /** Machines that were established from any of its versions. */
  lockers: z.int(),
}

/** A version of a module model that a design has in it. */
export const usedModule = z.strictObject({
  id: id('mod'),
  version,
  name: z.string(),
  isReleased: z.boolean(),
  /** The newest version that is released, when somebody has released a newer one since. */
  newerVersion: version.nullable(),
  design: moduleDesign,
})

export const lockerModelSummary = z.strictObject(summaryFields)
export const lockerModel = z.strictObject({
  ...summaryFields,
  /** The version that was asked for, with its drawing. */
  version: modelVersion,
  design: lockerDesign,
  /** Each version of a module model in it, once. */
  usedModules: z.array(usedModule),
  problems: z.array(designProblem),
  /** Places of modules in any of its versions: a new module takes none of these, lest its cells be taken for others. */
  slots: z.array(z.string()),
})
export type UsedModule = z.infer<typeof usedModule>
export type LockerModelSummary = z.infer<typeof lockerModelSummary>
export type LockerModelReply = z.infer<typeof lockerModel>
