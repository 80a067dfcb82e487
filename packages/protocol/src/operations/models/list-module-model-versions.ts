import { id } from '@cubby/domain/shapes'
import { z } from 'zod'
import { defineOperation } from '../../operation.ts'
import { noQuery } from '../../wire.ts'
import { modelVersions } from './model-shapes.ts'

/** Who saved and released what, and when. A model has a bounded number of versions, so they come all at once. */
export const listModuleModelVersions = defineOperation({
  id: 'module-model.versions',
  method: 'GET',
  path: '/v1/module-models/:model/versions',
  summary: 'List the versions of a module model, newest first',
  scope: 'network:read',
  networkOnly: true,
  params: z.strictObject({ model: id('mod') }),
  query: noQuery,
  body: null,
  status: 200,
  reply: modelVersions,
})
