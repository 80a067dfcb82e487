import { id } from '@cubby/domain/shapes'
import { z } from 'zod'
import { defineOperation } from '../../operation.ts'
import { noQuery } from '../../wire.ts'

/** Refused while a locker model has it in one of its versions. */
export const removeModuleModel = defineOperation({
  id: 'module-model.remove',
  method: 'DELETE',
  path: '/v1/module-models/:model',
  summary: 'Remove a module model with all its versions',
  scope: 'models:write',
  networkOnly: true,
  params: z.strictObject({ model: id('mod') }),
  query: noQuery,
  body: null,
  status: 204,
  reply: null,
})
