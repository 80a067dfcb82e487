import { moduleDesign } from '@cubby/domain/constructor/module-design'
import { id } from '@cubby/domain/shapes'
import { z } from 'zod'
import { designProblem, modelFields, modelVersion } from './model-shapes.ts'

const summaryFields = {
  id: id('mod'),
  ...modelFields,
  /** Of the newest version, as are the figures that follow. */
  kind: moduleDesign.shape.kind,
  widthMm: z.int(),
  heightMm: z.int(),
  cells: z.int(),
  /** Locker models that have it in any of their versions. */
  lockerModels: z.int(),
}

export const moduleModelSummary = z.strictObject(summaryFields)
export const moduleModel = z.strictObject({
  ...summaryFields,
  /** The version that was asked for, with its drawing. */
  version: modelVersion,
  design: moduleDesign,
  problems: z.array(designProblem),
})
export type ModuleModelSummary = z.infer<typeof moduleModelSummary>
export type ModuleModelReply = z.infer<typeof moduleModel>
