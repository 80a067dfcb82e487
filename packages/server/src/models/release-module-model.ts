import { uuidOf } from '@cubby/kit/ids'
import { releaseModuleModel } from '@cubby/protocol/operations/models/release-module-model'
import { route } from '../http/route.ts'
import { toldModuleModel } from './rows/module-model-rows.ts'
import { heldModel, markReleased } from './rows/model-store.ts'
import { mustBeReleasable } from './rows/must-be-releasable.ts'

export const releaseModuleModelRoute = route(
  releaseModuleModel,
  async ({ params, body, trx, now, caller, changes }) => {
    const id = uuidOf(params.model)
    const row = await heldModel(trx, 'module', id)
    const before = await toldModuleModel(trx, id, body.version)
    mustBeReleasable(before.problems)
    if (before.version.releasedAt !== null) return before
    await markReleased(trx, row, body.version, { caller, now })
    const model = await toldModuleModel(trx, id, body.version)
    changes.push({ thing: params.model, before, after: model })
    return model
  },
)
