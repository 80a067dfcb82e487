import { moduleDesign } from '@cubby/domain/constructor/module-design'
import { id } from '@cubby/domain/shapes'
import { z } from 'zod'
import { defineOperation } from '../../operation.ts'
import { noQuery } from '../../wire.ts'
import { modelName, version, versionNote } from './model-shapes.ts'
import { moduleModel } from './module-model-shapes.ts'

/** Keeps what was drawn as the next version, a draft; versions before it stay as they are. */
export const updateModuleModel = defineOperation({
  id: 'module-model.update',
  method: 'PUT',
  path: '/v1/module-models/:model',
  summary: 'Save a module model as a new version',
  scope: 'models:write',
  networkOnly: true,
  params: z.strictObject({ model: id('mod') }),
  query: noQuery,
  body: z.strictObject({
    name: modelName,
    design: moduleDesign,
    note: versionNote,
    /** The newest version when drawing began; `conflict/state` when somebody has saved another one since. */
    after: version,
  }),
  status: 200,
  reply: moduleModel,
})
