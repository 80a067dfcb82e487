import { lockerDesign } from '@cubby/domain/constructor/locker-design'
import { z } from 'zod'
import { defineOperation } from '../../operation.ts'
import { noParams, noQuery } from '../../wire.ts'
import { modelName, versionNote } from './model-shapes.ts'
import { lockerModel } from './locker-model-shapes.ts'

/** Its first version, a draft. It may be wrong in every way that `problems` tells of. */
export const createLockerModel = defineOperation({
  id: 'locker-model.create',
  method: 'POST',
  path: '/v1/locker-models',
  summary: 'Draw a new locker model',
  scope: 'models:write',
  networkOnly: true,
  params: noParams,
  query: noQuery,
  body: z.strictObject({ name: modelName, design: lockerDesign, note: versionNote }),
  status: 201,
  reply: lockerModel,
})
