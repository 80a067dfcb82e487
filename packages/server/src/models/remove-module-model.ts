import { AppError } from '@cubby/kit/app-error'
import { uuidOf } from '@cubby/kit/ids'
import { removeModuleModel } from '@cubby/protocol/operations/models/remove-module-model'
import { route } from '../http/route.ts'
import { heldModel } from './rows/model-store.ts'
import { toldModuleModel } from './rows/module-model-rows.ts'

export const removeModuleModelRoute = route(removeModuleModel, async ({ params, trx, changes }) => {
  const id = uuidOf(params.model)
  await heldModel(trx, 'module', id)
  const before = await toldModuleModel(trx, id)
  if (before.lockerModels > 0)
    throw new AppError('conflict/state', `it is part of ${before.lockerModels} locker models`, {
      extra: { lockerModels: before.lockerModels },
    })
  await trx.deleteFrom('model').where('id', '=', id).execute()
  changes.push({ thing: params.model, before, after: null })
  return null
})
