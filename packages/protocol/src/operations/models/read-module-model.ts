import { id } from '@cubby/domain/shapes'
import { limits } from '@cubby/kit/limits'
import { z } from 'zod'
import { defineOperation } from '../../operation.ts'
import { moduleModel } from './module-model-shapes.ts'

/** One version of it, with what is wrong with it. Every version stays readable. */
export const readModuleModel = defineOperation({
  id: 'module-model.read',
  method: 'GET',
  path: '/v1/module-models/:model',
  summary: 'Read a version of a module model',
  scope: 'network:read',
  networkOnly: true,
  params: z.strictObject({ model: id('mod') }),
  query: z.strictObject({
    /** The newest one when it is left out. */
    version: z.coerce.number().int().min(1).max(limits.modelVersionsMax).optional(),
  }),
  body: null,
  status: 200,
  reply: moduleModel,
})
