import { uuidOf } from '@cubby/kit/ids'
import { releaseLockerModel } from '@cubby/protocol/operations/models/release-locker-model'
import { route } from '../http/route.ts'
import { toldLockerModel } from './rows/locker-model-rows.ts'
import { heldModel, markReleased } from './rows/model-store.ts'
import { mustBeReleasable } from './rows/must-be-releasable.ts'

export const releaseLockerModelRoute = route(
  releaseLockerModel,
  async ({ params, body, trx, now, caller, changes }) => {
    const id = uuidOf(params.model)
    const row = await heldModel(trx, 'locker', id)
    const before = await toldLockerModel(trx, id, body.version)
    mustBeReleasable(before.problems)
    if (before.version.releasedAt !== null) return before
    await markReleased(trx, row, body.version, { caller, now })
    const model = await toldLockerModel(trx, id, body.version)
    changes.push({ thing: params.model, before, after: model })
    return model
  },
)
