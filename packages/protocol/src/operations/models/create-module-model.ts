import { moduleDesign } from '@cubby/domain/constructor/module-design'
import { z } from 'zod'
import { defineOperation } from '../../operation.ts'
import { noParams, noQuery } from '../../wire.ts'
import { modelName, versionNote } from './model-shapes.ts'
import { moduleModel } from './module-model-shapes.ts'

/** Its first version, a draft. It may be wrong in every way that `problems` tells of. */
export const createModuleModel = defineOperation({
  id: 'module-model.create',
  method: 'POST',
  path: '/v1/module-models',
  summary: 'Draw a new module model',
  scope: 'models:write',
  networkOnly: true,
  params: noParams,
  query: noQuery,
  body: z.strictObject({ name: modelName, design: moduleDesign, note: versionNote }),
  status: 201,
  reply: moduleModel,
})
