import { id } from '@cubby/domain/shapes'
import { limits } from '@cubby/kit/limits'
import { z } from 'zod'
import { defineOperation } from '../../operation.ts'
import { lockerModel } from './locker-model-shapes.ts'

/** One version of it, with what is wrong with it. Every version stays readable. */
export const readLockerModel = defineOperation({
  id: 'locker-model.read',
  method: 'GET',
  path: '/v1/locker-models/:model',
  summary: 'Read a version of a locker model',
  scope: 'network:read',
  networkOnly: true,
  params: z.strictObject({ model: id('mdl') }),
  query: z.strictObject({
    /** The newest one when it is left out. */
    version: z.coerce.number().int().min(1).max(limits.modelVersionsMax).optional(),
  }),
  body: null,
  status: 200,
  reply: lockerModel,
})
