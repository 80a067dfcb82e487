import { id } from '@cubby/domain/shapes'
import { z } from 'zod'
import { defineOperation } from '../../operation.ts'
import { noQuery } from '../../wire.ts'

/** Refused while a locker was established from it. */
export const removeLockerModel = defineOperation({
  id: 'locker-model.remove',
  method: 'DELETE',
  path: '/v1/locker-models/:model',
  summary: 'Remove a locker model with all its versions',
  scope: 'models:write',
  networkOnly: true,
  params: z.strictObject({ model: id('mdl') }),
  query: noQuery,
  body: null,
  status: 204,
  reply: null,
})
