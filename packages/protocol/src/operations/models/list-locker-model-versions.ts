import { id } from '@cubby/domain/shapes'
import { z } from 'zod'
import { defineOperation } from '../../operation.ts'
import { noQuery } from '../../wire.ts'
import { modelVersions } from './model-shapes.ts'

/** Who saved and released what, and when. A model has a bounded number of versions, so they come all at once. */
export const listLockerModelVersions = defineOperation({
  id: 'locker-model.versions',
  method: 'GET',
  path: '/v1/locker-models/:model/versions',
  summary: 'List the versions of a locker model, newest first',
  scope: 'network:read',
  networkOnly: true,
  params: z.strictObject({ model: id('mdl') }),
  query: noQuery,
  body: null,
  status: 200,
  reply: modelVersions,
})
