import { AppError } from '@cubby/kit/app-error'
import { uuidOf } from '@cubby/kit/ids'
import { removeLockerModel } from '@cubby/protocol/operations/models/remove-locker-model'
import { forgetLevel } from '../configuration/level-rows.ts'
import { route } from '../http/route.ts'
import { toldLockerModel } from './rows/locker-model-rows.ts'
import { heldModel } from './rows/model-store.ts'

export const removeLockerModelRoute = route(
  removeLockerModel,
  async ({ params, trx, changes, feed }) => {
    const id = uuidOf(params.model)
    await heldModel(trx, 'locker', id)
    const before = await toldLockerModel(trx, id)
    if (before.lockers > 0)
      throw new AppError('conflict/state', `${before.lockers} lockers were established from it`, {
        extra: { lockers: before.lockers },
      })
    feed.push(...(await forgetLevel(trx, params.model)))
    await trx.deleteFrom('model').where('id', '=', id).execute()
    changes.push({ thing: params.model, before, after: null })
    return null
  },
)
