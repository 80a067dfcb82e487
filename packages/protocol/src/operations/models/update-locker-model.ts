import { lockerDesign } from '@cubby/domain/constructor/locker-design'
import { id } from '@cubby/domain/shapes'
import { z } from 'zod'
import { defineOperation } from '../../operation.ts'
import { noQuery } from '../../wire.ts'
import { modelName, version, versionNote } from './model-shapes.ts'
import { lockerModel } from './locker-model-shapes.ts'

/** Keeps what was drawn as the next version, a draft; versions before it stay as they are. */
export const updateLockerModel = defineOperation({
  id: 'locker-model.update',
  method: 'PUT',
  path: '/v1/locker-models/:model',
  summary: 'Save a locker model as a new version',
  scope: 'models:write',
  networkOnly: true,
  params: z.strictObject({ model: id('mdl') }),
  query: noQuery,
  body: z.strictObject({
    name: modelName,
    design: lockerDesign,
    note: versionNote,
    /** The newest version when drawing began; `conflict/state` when somebody has saved another one since. */
    after: version,
  }),
  status: 200,
  reply: lockerModel,
})
