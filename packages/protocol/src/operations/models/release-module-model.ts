import { id } from '@cubby/domain/shapes'
import { z } from 'zod'
import { defineOperation } from '../../operation.ts'
import { noQuery } from '../../wire.ts'
import { version } from './model-shapes.ts'
import { moduleModel } from './module-model-shapes.ts'

/** From now on machines may be built from this version. Refused while it has errors. */
export const releaseModuleModel = defineOperation({
  id: 'module-model.release',
  method: 'POST',
  path: '/v1/module-models/:model/release',
  summary: 'Release a version of a module model',
  scope: 'models:write',
  networkOnly: true,
  params: z.strictObject({ model: id('mod') }),
  query: noQuery,
  body: z.strictObject({ version }),
  status: 200,
  reply: moduleModel,
})
