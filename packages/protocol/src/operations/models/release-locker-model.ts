import { id } from '@cubby/domain/shapes'
import { z } from 'zod'
import { defineOperation } from '../../operation.ts'
import { noQuery } from '../../wire.ts'
import { version } from './model-shapes.ts'
import { lockerModel } from './locker-model-shapes.ts'

/** From now on machines may be built from this version. Refused while it has errors. */
export const releaseLockerModel = defineOperation({
  id: 'locker-model.release',
  method: 'POST',
  path: '/v1/locker-models/:model/release',
  summary: 'Release a version of a locker model',
  scope: 'models:write',
  networkOnly: true,
  params: z.strictObject({ model: id('mdl') }),
  query: noQuery,
  body: z.strictObject({ version }),
  status: 200,
  reply: lockerModel,
})
